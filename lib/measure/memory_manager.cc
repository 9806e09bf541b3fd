#include "lib/measure/memory_manager.h"

#include <cstdio>

// The linker's names for functions of Google Benchmark that are linked with its
// option --wrap: the program's calls go to __wrap_..., and __real_... is the
// function itself. They are weak, so that a program links without the option,
// too; it then runs as if this file had none of them.
extern "C" {
[[gnu::weak]] void
__real__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE(
    benchmark::MemoryManager* manager);
[[gnu::weak]] void __real__ZN9benchmark5State16StartKeepRunningEv(
    benchmark::State* state);
void __wrap__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE(
    benchmark::MemoryManager* manager);
void __wrap__ZN9benchmark5State16StartKeepRunningEv(benchmark::State* state);
}

namespace feluda {
namespace {

MemoryManager* registered = nullptr;
// Whether Google Benchmark has it now.
bool is_in_use = false;
// Whether the program told Google Benchmark to use another manager, or none.
bool program_chose = false;

// Takes note that the program chose a manager.
void Choose(const benchmark::MemoryManager* manager) {
  if (manager == registered) {
    program_chose = false;
    return;
  }
  if (manager != nullptr && !program_chose) {
    std::fputs(
        "feluda: this program registers a MemoryManager of its own, which is "
        "kept; its figures are in the JSON\n",
        stderr);
  }
  program_chose = true;
}

// Whether a benchmark's memory pass is to be run. Google Benchmark runs it in
// one thread whatever the benchmark has, and one that waits for its other
// threads would wait for ever (google/benchmark#1849).
bool HasPass(const benchmark::State& state) { return state.threads() == 1; }

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
  if (program_chose) {
    return FailedPreconditionError(
        "the program registers a manager of its own");
  }
  static MemoryManager* const manager = new MemoryManager;
  registered = manager;
  is_in_use = true;
  benchmark::RegisterMemoryManager(manager);
  return Status();
}

}  // namespace feluda

void __wrap__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE(
    benchmark::MemoryManager* manager) {
  feluda::Choose(manager);
  __real__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE(manager);
}

// Each thread of a benchmark calls this as its loop begins. After the timed run
// Google Benchmark looks whether it has a manager for the pass.
void __wrap__ZN9benchmark5State16StartKeepRunningEv(benchmark::State* state) {
  const bool has_pass = feluda::HasPass(*state);
  if (state->thread_index() == 0 && feluda::registered != nullptr &&
      !feluda::program_chose && feluda::is_in_use != has_pass) {
    feluda::is_in_use = has_pass;
    __real__ZN9benchmark21RegisterMemoryManagerEPNS_13MemoryManagerE(
        has_pass ? feluda::registered : nullptr);
  }
  __real__ZN9benchmark5State16StartKeepRunningEv(state);
}
