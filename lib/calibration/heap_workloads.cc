#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lib/calibration/amount.h"
#include "lib/calibration/block.h"
#include "lib/calibration/readings.h"
#include "lib/calibration/workloads.h"
#include "lib/measure/profile.h"

namespace feluda {
namespace {

Rows BlocksFreedAtOnce(const WorkloadSizes&) {
  constexpr int kBlocks = 10000;
  constexpr size_t kBytes = 100;
  const Measured measured = {
      absl::StrCat(kBlocks, " blocks of ", kBytes, " B, each freed at once"),
      Profile([] {
        for (int i = 0; i < kBlocks; ++i) free(Opaque(malloc(kBytes)));
      })};
  return {Allocations(measured, kBlocks),
          AllocatedBytes(measured, kBlocks * kBytes), NetBytes(measured, 0),
          HeapPeak(measured, kBytes)};
}

// Up to the peak, down, and half as high again.
Rows PeakOfGivenHeight(const WorkloadSizes&) {
  constexpr int kBlocks = 100;
  constexpr size_t kBytes = 1 << 20;
  const auto hold = [blocks = std::vector<void*>(kBlocks)](int count) mutable {
    for (int i = 0; i < count; ++i) blocks[i] = Opaque(malloc(kBytes));
    for (int i = 0; i < count; ++i) free(blocks[i]);
  };
  const Measured measured = {
      absl::StrCat(kBlocks, " blocks of 1 MiB at once, then half as many"),
      Profile([hold]() mutable {
        hold(kBlocks);
        hold(kBlocks / 2);
      })};
  return {HeapPeak(measured, kBlocks * kBytes)};
}

Rows Leak(const WorkloadSizes&) {
  constexpr int kIterations = 1000;
  constexpr size_t kLeak = 100;
  constexpr size_t kFreed = 5000;
  std::vector<void*> leaked(kIterations);
  const Measured measured = {
      absl::StrCat("leak of ", kLeak, " B in each of ", kIterations,
                   " iterations"),
      Profile([&leaked] {
        for (void*& block : leaked) {
          void* freed = Opaque(malloc(kFreed));
          block = Opaque(malloc(kLeak));
          free(freed);
        }
      })};
  for (void* block : leaked) free(block);
  return {NetBytes(measured, kIterations * kLeak)};
}

// A realloc counts as a free and an allocation.
Rows ReallocGrowth(const WorkloadSizes&) {
  constexpr size_t kFirst = 1 << 10;
  constexpr size_t kLast = 16 << 20;
  const Measured measured = {"realloc from 1 KiB to 16 MiB, doubling",
                             Profile([] {
                               void* block = nullptr;
                               for (size_t b = kFirst; b <= kLast; b *= 2) {
                                 block = Opaque(realloc(block, b));
                               }
                               free(block);
                             })};
  constexpr int kSteps = 15;
  static_assert(kFirst << (kSteps - 1) == kLast);
  return {Allocations(measured, kSteps),
          AllocatedBytes(measured, 2 * kLast - kFirst),
          HeapPeak(measured, kLast)};
}

Rows AlignedBlocks(const WorkloadSizes&) {
  constexpr int kRounds = 1000;
  constexpr size_t kAlignment = 4096;
  const Measured measured = {
      "1000 times each aligned function and operator new", Profile([] {
        for (int i = 0; i < kRounds; ++i) {
          void* block = nullptr;
          if (posix_memalign(&block, kAlignment, 100) == 0) free(Opaque(block));
          free(Opaque(aligned_alloc(kAlignment, 8192)));
          free(Opaque(memalign(kAlignment, 300)));
          free(Opaque(valloc(400)));
          constexpr std::align_val_t kAligned{kAlignment};
          ::operator delete(Opaque(::operator new(512, kAligned)), kAligned);
        }
      })};
  constexpr int kBytes = 100 + 8192 + 300 + 400 + 512;
  return {Allocations(measured, kRounds * 5),
          AllocatedBytes(measured, kRounds * kBytes)};
}

// Never touched, so it costs addresses alone.
Rows HugeBlock(const WorkloadSizes&) {
  constexpr size_t kBytes = (size_t{1} << 30) + 1;
  bool given = false;
  const Measured measured = {"one block of 1 GiB and 1 B, not touched",
                             Profile([&given] {
                               void* block = Opaque(malloc(kBytes));
                               given = block != nullptr;
                               free(block);
                             })};
  const int64_t truth = given ? kBytes : 0;
  return {AllocatedBytes(measured, truth), HeapPeak(measured, truth)};
}

}  // namespace

std::vector<Workload> HeapWorkloads() {
  return {BlocksFreedAtOnce, PeakOfGivenHeight, Leak,
          ReallocGrowth,     AlignedBlocks,     HugeBlock};
}

}  // namespace feluda
