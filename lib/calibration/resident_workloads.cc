#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "lib/calibration/amount.h"
#include "lib/calibration/block.h"
#include "lib/calibration/readings.h"
#include "lib/calibration/workloads.h"
#include "lib/measure/profile.h"

namespace feluda {
namespace {

std::string Bytes(int64_t bytes) {
  return FormatExactly(static_cast<double>(bytes), Unit::kBytes);
}

void Sleep(double seconds) { absl::SleepFor(absl::Seconds(seconds)); }

void TakeAndFree(int64_t bytes, double hold_seconds) {
  void* block = Opaque(malloc(static_cast<size_t>(bytes)));
  TouchPages(block, static_cast<size_t>(bytes));
  Sleep(hold_seconds);
  free(block);
}

Rows ShortSpike(const WorkloadSizes& sizes) {
  constexpr double kHoldSeconds = 0.005;
  const Measured measured = {
      absl::StrCat("spike of ", Bytes(sizes.spike_bytes), " for 5 ms in a calm ",
                   2 * sizes.sleep_seconds, " s"),
      Profile([&sizes] {
        Sleep(sizes.sleep_seconds);
        TakeAndFree(sizes.spike_bytes, kHoldSeconds);
        Sleep(sizes.sleep_seconds);
      })};
  return {HeapPeak(measured, sizes.spike_bytes),
          ResidentPeak(measured, sizes.spike_bytes)};
}

Rows MappedPages(const WorkloadSizes& sizes) {
  const size_t bytes = static_cast<size_t>(sizes.mapped_bytes);
  void* block = nullptr;
  const Measured measured = {
      absl::StrCat(Bytes(sizes.mapped_bytes), " of mmap, each page touched"),
      Profile([bytes, &block] {
        block = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED) return;
        madvise(block, bytes, MADV_NOHUGEPAGE);
        TouchPages(block, bytes);
      })};
  const bool mapped = block != MAP_FAILED;
  if (mapped) munmap(block, bytes);
  const int64_t touched = mapped ? sizes.mapped_bytes : 0;
  return {ResidentPeak(measured, touched), HeapPeak(measured, 0),
          MinorFaults(measured, touched / sysconf(_SC_PAGESIZE))};
}

// Small enough that each has a heap of its own to be cut from, not a mapping.
Rows TenMebibytesAfterMuch(const WorkloadSizes& sizes) {
  constexpr int64_t kBlock = 64 << 10;
  constexpr int64_t kBytes = 10 << 20;
  std::vector<void*> blocks(static_cast<size_t>(sizes.earlier_bytes / kBlock));
  Profile([&blocks] {
    for (void*& block : blocks) {
      block = Opaque(malloc(kBlock));
      TouchPages(block, kBlock);
    }
    for (void* block : blocks) free(block);
  });
  const Measured measured = {
      absl::StrCat("10 MiB, after ", Bytes(sizes.earlier_bytes),
                   " in an earlier one"),
      Profile([] { TakeAndFree(kBytes, 0); })};
  return {HeapPeak(measured, kBytes), ResidentPeak(measured, kBytes)};
}

}  // namespace

std::vector<Workload> ResidentWorkloads() {
  return {ShortSpike, MappedPages, TenMebibytesAfterMuch};
}

}  // namespace feluda
