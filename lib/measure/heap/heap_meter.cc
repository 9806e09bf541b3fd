#include "lib/measure/heap/heap_meter.h"

#include <pthread.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>

#include "lib/measure/heap/allocator_check.h"

namespace feluda {
namespace {

using heap_internal::OpenWindow;
using heap_internal::PeakLiveBytes;
using heap_internal::ReadTotals;
using heap_internal::StopRecording;
using heap_internal::Totals;

std::mutex windows_mutex;
HeapWindow* innermost = nullptr;
// How many forks led to this process. A window with another number was opened
// by an ancestor.
int forks = 0;

void LockBeforeFork() { windows_mutex.lock(); }
void UnlockInParent() { windows_mutex.unlock(); }
void StartCleanInChild() {
  innermost = nullptr;
  ++forks;
  heap_internal::ForgetOtherThreads();
  windows_mutex.unlock();
}

// REQUIRES: windows_mutex is held.
const Status& StatusLocked() {
  static const Status* const status = [] {
    pthread_atfork(LockBeforeFork, UnlockInParent, StartCleanInChild);
    return new Status(heap_internal::CheckAllocator());
  }();
  return *status;
}

void CheckIsInnermost(bool is_innermost) {
  if (is_innermost) return;
  std::fputs("a heap window was stopped before one opened inside it\n", stderr);
  std::abort();
}

}  // namespace

// A name for linkers to look for, which keeps a shared library with the meter
// in a program that refers to nothing else of it.
extern "C" const char feluda_measure_linked[];
extern "C" const char feluda_measure_linked[] = "feluda_measure";

Status HeapMeterStatus() {
  const std::lock_guard<std::mutex> lock(windows_mutex);
  return StatusLocked();
}

HeapWindow::HeapWindow() {
  const std::lock_guard<std::mutex> lock(windows_mutex);
  if (!StatusLocked().ok()) return;
  opened_ = true;
  forks_ = forks;
  outer_ = innermost;
  if (outer_ != nullptr) {
    outer_->peak_ = std::max(outer_->peak_, PeakLiveBytes());
  }
  innermost = this;
  start_ = OpenWindow();
  peak_ = start_.live_bytes();
}

HeapWindow::~HeapWindow() {
  if (opened_) Stop().IgnoreError();
}

StatusOr<HeapUsage> HeapWindow::Stop() {
  const std::lock_guard<std::mutex> lock(windows_mutex);
  if (!StatusLocked().ok()) return StatusLocked();
  if (!opened_ || forks_ != forks) {
    return FailedPreconditionError(
        "this heap window was stopped before, or opened before fork()");
  }
  CheckIsInnermost(innermost == this);
  const Totals end = ReadTotals();
  const int64_t peak = std::max(peak_, PeakLiveBytes());
  opened_ = false;
  innermost = outer_;
  if (outer_ == nullptr) {
    StopRecording();
  } else {
    outer_->peak_ = std::max(outer_->peak_, peak);
  }
  HeapUsage usage;
  usage.allocations = end.allocations - start_.allocations;
  usage.frees = end.frees - start_.frees;
  usage.allocated_bytes = end.allocated_bytes - start_.allocated_bytes;
  usage.net_bytes = end.live_bytes() - start_.live_bytes();
  usage.peak_bytes = peak - start_.live_bytes();
  return usage;
}

}  // namespace feluda
