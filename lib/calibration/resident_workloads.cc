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

// The bytes that the kernel can give without swapping; -1 if unknown.
int64_t AvailableBytes() {
  std::ifstream file("/proc/meminfo");
  for (std::string word; file >> word;) {
    int64_t kibibytes;
    if (word == "MemAvailable:" && file >> kibibytes) return kibibytes * 1024;
  }
  return -1;
}

// Taking more than there is would not fail: the kernel would kill a process.
absl::Status CheckThereIs(int64_t bytes) {
  const int64_t available = AvailableBytes();
  // Adds the pages of the meter's own map and a reserve for the rest of the
  // machine.
  const int64_t needed = bytes + bytes / 2;
  if (available < 0 || available >= needed) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("needs ", Bytes(needed), " of free memory"));
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
  const absl::Status enough = CheckThereIs(sizes.spike_bytes);
  const int64_t bytes = enough.ok() ? sizes.spike_bytes : 0;
  const Measured measured = {
      absl::StrCat("spike of ", Bytes(sizes.spike_bytes), " for 5 ms in ",
                   sizes.sleep_seconds, " s"),
      Profile([bytes, &sizes] {
        Sleep(sizes.sleep_seconds / 2);
        TakeAndFree(bytes, kHoldSeconds);
        Sleep(sizes.sleep_seconds / 2);
      })};
  const Rows rows = {HeapPeak(measured, sizes.spike_bytes),
                     ResidentPeak(measured, sizes.spike_bytes)};
  return enough.ok() ? rows : NotTried(rows, enough);
}

// Goes past malloc: the resident memory sees it and the heap does not.
Rows MappedPages(const WorkloadSizes& sizes) {
  const size_t bytes = static_cast<size_t>(sizes.mapped_bytes);
  void* block = MAP_FAILED;
  const Measured measured = {
      absl::StrCat("mmap of ", Bytes(sizes.mapped_bytes), ", touched"),
      Profile([bytes, &block] {
        block = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED) return;
        madvise(block, bytes, MADV_NOHUGEPAGE);
        TouchPages(block, bytes);
      })};
  Rows rows = {
      ResidentPeak(measured, sizes.mapped_bytes), HeapPeak(measured, 0),
      MinorFaults(measured, sizes.mapped_bytes / sysconf(_SC_PAGESIZE))};
  if (block == MAP_FAILED) {
    return NotTried(rows, absl::UnavailableError("mmap gave no memory"));
  }
  munmap(block, bytes);
  return rows;
}

// Uses blocks that malloc cuts from its heap, so the meter stores each size.
void TakeAndFreeInBlocks(int64_t bytes) {
  constexpr size_t kBlock = 64 << 10;
  std::vector<void*> blocks(static_cast<size_t>(bytes) / kBlock);
  for (void*& block : blocks) {
    block = Opaque(malloc(kBlock));
    TouchPages(block, kBlock);
  }
  for (void* block : blocks) free(block);
}

// A high-water mark of the process's whole life would still show the earlier
// workload.
Rows SmallAfterLarge(const WorkloadSizes& sizes) {
  constexpr int64_t kSmall = 10 << 20;
  const absl::Status enough = CheckThereIs(sizes.earlier_bytes);
  if (enough.ok()) {
    Profile([&sizes] { TakeAndFreeInBlocks(sizes.earlier_bytes); });
  }
  const Measured measured = {
      absl::StrCat(Bytes(kSmall), ", after ", Bytes(sizes.earlier_bytes),
                   " in an earlier one"),
      Profile([] { TakeAndFree(kSmall, 0); })};
  const Rows rows = {HeapPeak(measured, kSmall),
                     ResidentPeak(measured, kSmall)};
  return enough.ok() ? rows : NotTried(rows, enough);
}

}  // namespace

std::vector<Workload> ResidentWorkloads() {
  return {ShortSpike, MappedPages, SmallAfterLarge};
}

}  // namespace feluda
