// Counts the runs that are reported, and the benchmarks that they are
// repetitions of. Repetitions that only their aggregates tell of are counted.
//
// Threads: one.

#ifndef REPORTERS_CONSOLE_RUN_COUNTS_H_
#define REPORTERS_CONSOLE_RUN_COUNTS_H_

#include <cstdint>
#include <map>
#include <string>

#include "benchmark/benchmark.h"

namespace feluda {

class RunCounts {
 public:
  void Add(const benchmark::BenchmarkReporter::Run& run);

  // Runs, repetitions each.
  int64_t measured() const { return measured_; }
  int64_t failed() const { return failed_; }
  int64_t skipped() const { return skipped_; }

  // Those of which a run was measured or failed.
  int64_t benchmarks() const { return static_cast<int64_t>(counts_.size()); }
  // Whether there are more such runs than benchmarks.
  bool IsRepeated() const { return measured_ + failed_ > benchmarks(); }

 private:
  // What was seen of a benchmark.
  struct Counts {
    int64_t measured = 0;
    // Since its last aggregates.
    int64_t failed = 0;
    // The aggregate by which the repetitions are counted where they are not
    // shown.
    std::string aggregate;
  };

  void AddAggregate(const benchmark::BenchmarkReporter::Run& run);

  int64_t measured_ = 0;
  int64_t failed_ = 0;
  int64_t skipped_ = 0;
  // By the benchmark's name.
  std::map<std::string, Counts> counts_;
};

}  // namespace feluda

#endif  // REPORTERS_CONSOLE_RUN_COUNTS_H_
