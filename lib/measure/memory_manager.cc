#include "lib/measure/memory_manager.h"

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
  const StatusOr<HeapUsage> whole = window_->Stop();
  window_.reset();
  // Metering was possible when the manager was registered.
  const HeapUsage usage = part_.value_or(whole.value_or(HeapUsage()));
  result.num_allocs = usage.allocations;
  result.max_bytes_used = usage.peak_bytes;
  result.total_allocated_bytes = usage.allocated_bytes;
  result.net_heap_growth = usage.net_bytes;
  results_.push_back(result);
  stored_at_.push_back(&result);
}

const MemoryManager::Result* MemoryManager::ResultOf(size_t pass) const {
  if (pass == 0 || pass > results_.size()) return nullptr;
  return &results_[pass - 1];
}

const MemoryManager::Result* MemoryManager::ResultStoredAt(
    const Result* where, double allocs_per_iter) const {
  // Google Benchmark runs a pass of 16 iterations at most.
  constexpr int kMaxIterations = 16;
  for (size_t i = results_.size(); i-- > 0;) {
    if (stored_at_[i] != where) continue;
    const auto allocations = static_cast<double>(results_[i].num_allocs);
    for (int iterations = 1; iterations <= kMaxIterations; ++iterations) {
      if (allocations / iterations == allocs_per_iter) return &results_[i];
    }
  }
  return nullptr;
}

Status RegisterMemoryManager() {
  Status status = HeapMeterStatus();
  if (!status.ok()) return status;
  static MemoryManager* const manager = new MemoryManager;
  registered = manager;
  benchmark::RegisterMemoryManager(manager);
  return Status();
}

}  // namespace feluda
