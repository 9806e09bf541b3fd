#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/calibration/block.h"
#include "lib/calibration/readings.h"
#include "lib/calibration/workloads.h"
#include "lib/measure/profile.h"

namespace feluda {
namespace {

// Frees each block before it asks for the next.
void TakeAndFree(int count, size_t bytes) {
  for (int i = 0; i < count; ++i) free(Opaque(malloc(bytes)));
}

Rows SmallBlocks(const WorkloadSizes&) {
  constexpr int kBlocks = 10000;
  constexpr size_t kBytes = 100;
  const Measured measured = {absl::StrCat(kBlocks, " blocks of ", kBytes, " B"),
                             Profile([] { TakeAndFree(kBlocks, kBytes); })};
  return {Allocations(measured, kBlocks),
          AllocatedBytes(measured, kBlocks * kBytes), NetBytes(measured, 0),
          HeapPeak(measured, kBytes)};
}

// Goes up to the peak, down, and up again to half of it.
Rows PeakOfGivenHeight(const WorkloadSizes&) {
  constexpr int kBlocks = 100;
  constexpr size_t kBytes = 1 << 20;
  std::vector<void*> blocks(kBlocks);
  const auto hold = [&blocks](int count) {
    for (int i = 0; i < count; ++i) blocks[i] = Opaque(malloc(kBytes));
    for (int i = 0; i < count; ++i) free(blocks[i]);
  };
  const Measured measured = {
      absl::StrCat(kBlocks, " blocks of 1 MiB at once, then half"),
      Profile([&hold] {
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
      absl::StrCat("leak of ", kLeak, " B an iteration, ", kIterations,
                   " times"),
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
void Grow(size_t first, size_t last) {
  void* block = nullptr;
  for (size_t bytes = first; bytes <= last; bytes *= 2) {
    block = Opaque(realloc(block, bytes));
  }
  free(block);
}

Rows ReallocGrowth(const WorkloadSizes&) {
  constexpr size_t kFirst = 1 << 10;
  constexpr size_t kLast = 16 << 20;
  constexpr int kSteps = 15;
  static_assert(kFirst << (kSteps - 1) == kLast);
  const Measured measured = {"realloc from 1 KiB to 16 MiB",
                             Profile([] { Grow(kFirst, kLast); })};
  return {Allocations(measured, kSteps),
          AllocatedBytes(measured, 2 * kLast - kFirst),
          HeapPeak(measured, kLast)};
}

// The aligned operator new rounds sizes up to the alignment, so the size here
// is a multiple of it.
constexpr size_t kAlignment = 4096;
constexpr int kAlignedCalls = 5;
constexpr int64_t kAlignedBytes = 100 + 8192 + 300 + 400 + kAlignment;

void TakeAndFreeAligned() {
  void* block = nullptr;
  if (posix_memalign(&block, kAlignment, 100) == 0) free(Opaque(block));
  free(Opaque(aligned_alloc(kAlignment, 8192)));
  free(Opaque(memalign(kAlignment, 300)));
  free(Opaque(valloc(400)));
  constexpr std::align_val_t kAligned{kAlignment};
  ::operator delete(Opaque(::operator new(kAlignment, kAligned)), kAligned);
}

Rows AlignedBlocks(const WorkloadSizes&) {
  constexpr int kRounds = 1000;
  const Measured measured = {absl::StrCat("aligned_alloc and its like, ",
                                          kRounds * kAlignedCalls, " calls"),
                             Profile([] {
                               for (int i = 0; i < kRounds; ++i) {
                                 TakeAndFreeAligned();
                               }
                             })};
  return {Allocations(measured, kRounds * kAlignedCalls),
          AllocatedBytes(measured, kRounds * kAlignedBytes)};
}

// The block is never touched, so it takes no physical memory.
Rows HugeBlock(const WorkloadSizes&) {
  constexpr int64_t kBytes = (int64_t{1} << 30) + 1;
  bool given = false;
  const Measured measured = {"1 GiB and 1 B in one block, not touched",
                             Profile([&given] {
                               void* block = Opaque(malloc(kBytes));
                               given = block != nullptr;
                               free(block);
                             })};
  Rows rows = {AllocatedBytes(measured, kBytes), HeapPeak(measured, kBytes)};
  if (given) return rows;
  return NotTried(rows, absl::UnavailableError("malloc gave no memory"));
}

}  // namespace

std::vector<Workload> HeapWorkloads() {
  return {SmallBlocks,   PeakOfGivenHeight, Leak,
          ReallocGrowth, AlignedBlocks,     HugeBlock};
}

}  // namespace feluda
