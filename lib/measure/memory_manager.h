// Google Benchmark's MemoryManager, implemented: allocations, bytes, net growth
// and peak of every benchmark, in its console, JSON and CSV.
//
//   int main(int argc, char** argv) {
//     benchmark::Initialize(&argc, argv);
//     const absl::Status status = feluda::RegisterMemoryManager();
//     if (!status.ok()) std::cerr << status.message() << "\n";
//     benchmark::RunSpecifiedBenchmarks();
//   }
//
// Google Benchmark runs a benchmark once more for it, up to 16 iterations in
// one thread, and meters that pass alone: the times are not affected. Its
// fixtures' SetUp and TearDown are inside the pass; a benchmark that wants only
// a part of it counted says so with CountOnly().
//
// Works with Google Benchmark 1.7 and later.

#ifndef LIB_MEASURE_MEMORY_MANAGER_H_
#define LIB_MEASURE_MEMORY_MANAGER_H_

#include <cstddef>
#include <deque>
#include <optional>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "lib/measure/heap/heap_meter.h"

namespace feluda {

class MemoryManager : public benchmark::MemoryManager {
 public:
  // The registered one, or null.
  static MemoryManager* Registered();

  void Start() override;
  void Stop(Result& result) override;
  // What Google Benchmark 1.7 calls; later ones do not have it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsuggest-override"
#ifdef __clang__
#pragma clang diagnostic ignored "-Winconsistent-missing-override"
#endif
  void Stop(Result* result) { Stop(*result); }
#pragma GCC diagnostic pop

  // Between Start() and Stop().
  bool in_pass() const { return window_.has_value(); }

  // The passes so far, the current one included: the number of the newest.
  size_t passes() const { return passes_; }

  // What Stop() gave for the pass of that number; stays where it is, unlike
  // Google Benchmark's own copy. Null before Stop().
  const Result* ResultOf(size_t pass) const;

  // Makes `usage`, metered inside the current pass, the pass's result, in place
  // of the whole pass.
  // REQUIRES: in_pass().
  void CountOnly(const HeapUsage& usage) { part_ = usage; }

 private:
  std::optional<HeapWindow> window_;
  std::optional<HeapUsage> part_;
  size_t passes_ = 0;
  std::deque<Result> results_;
};

// Registers a MemoryManager of the process. Where heap usage cannot be metered
// it registers none and says why: figures are absent then, not 0.
absl::Status RegisterMemoryManager();

}  // namespace feluda

#endif  // LIB_MEASURE_MEMORY_MANAGER_H_
