#include "lib/measure/memory_manager.h"

#include "absl/status/statusor.h"

namespace feluda {
namespace {

MemoryManager* registered = nullptr;

}  // namespace

MemoryManager* MemoryManager::Registered() { return registered; }

void MemoryManager::Start() {
  ++passes_;
  part_.reset();
  window_.emplace();
}

void MemoryManager::Stop(Result& result) {
  const absl::StatusOr<HeapUsage> whole = window_->Stop();
  window_.reset();
  // Metering was possible when the manager was registered.
  const HeapUsage usage = part_.value_or(whole.value_or(HeapUsage()));
  result.num_allocs = usage.allocations;
  result.max_bytes_used = usage.peak_bytes;
  result.total_allocated_bytes = usage.allocated_bytes;
  result.net_heap_growth = usage.net_bytes;
  results_.push_back(result);
}

const MemoryManager::Result* MemoryManager::ResultOf(size_t pass) const {
  if (pass == 0 || pass > results_.size()) return nullptr;
  return &results_[pass - 1];
}

absl::Status RegisterMemoryManager() {
  const absl::Status status = HeapMeterStatus();
  if (!status.ok()) return status;
  static MemoryManager* const manager = new MemoryManager;
  registered = manager;
  benchmark::RegisterMemoryManager(manager);
  return absl::OkStatus();
}

}  // namespace feluda
