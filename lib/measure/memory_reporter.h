// Shows what a MemoryManager metered on Google Benchmark's console and in its
// CSV, which have no columns for it of their own: four counters of each
// benchmark, named as the fields of Google Benchmark's JSON.
//
//   allocs_per_iter        allocations, per iteration
//   max_bytes_used         how far the heap rose in the pass, bytes
//   total_allocated_bytes  bytes asked for in the whole pass
//   net_heap_growth        bytes that the pass left allocated
//
//   feluda::MemoryReporter reporter;
//   benchmark::RunSpecifiedBenchmarks(&reporter);
//
// Aggregates of repetitions have them too. The JSON has its own fields and no
// such counters. A file of --benchmark_out is written by Google Benchmark
// itself: it has memory only as JSON and, in release 1.7, wrong for all but the
// last of several repetitions; --benchmark_format with a redirected stdout has
// it right.
//
// Threads: Google Benchmark's main thread.

#ifndef LIB_MEASURE_MEMORY_REPORTER_H_
#define LIB_MEASURE_MEMORY_REPORTER_H_

#include <vector>

#include "benchmark/benchmark.h"

namespace feluda {

class MemoryReporter : public benchmark::BenchmarkReporter {
 public:
  // Passes runs on to the reporter that --benchmark_format names.
  // REQUIRES: benchmark::Initialize() was called.
  MemoryReporter();
  // Passes runs on to `next`, which must outlive this.
  explicit MemoryReporter(benchmark::BenchmarkReporter& next);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  void AddMemory(Run& run) const;

  benchmark::BenchmarkReporter& next_;
  // A reporter of JSON has fields for memory already.
  const bool adds_counters_;
  // The newest repetitions of a benchmark, for their aggregates.
  std::vector<Run> repetitions_;
};

}  // namespace feluda

#endif  // LIB_MEASURE_MEMORY_REPORTER_H_
