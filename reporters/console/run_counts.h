// Counts the runs that are reported and their benchmarks. Repetitions of which
// only aggregates were reported count as well.
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

  // How many runs; each repetition is one.
  int64_t measured() const { return measured_; }
  int64_t failed() const { return failed_; }
  int64_t skipped() const { return skipped_; }

  // How many benchmarks have a run that was measured or failed.
  int64_t benchmarks() const { return static_cast<int64_t>(counts_.size()); }
  // Whether there are more such runs than benchmarks.
  bool IsRepeated() const { return measured_ + failed_ > benchmarks(); }

 private:
  // What was reported of one benchmark.
  struct Counts {
    int64_t measured = 0;
    // Since its last aggregates.
    int64_t failed = 0;
    // The aggregate that tells the repetitions where they are not reported
    // themselves.
    std::string aggregate;
  };

  void AddAggregate(const benchmark::BenchmarkReporter::Run& run);

  int64_t measured_ = 0;
  int64_t failed_ = 0;
  int64_t skipped_ = 0;
  // Keys are the benchmarks' names.
  std::map<std::string, Counts> counts_;
};

}  // namespace feluda

#endif  // REPORTERS_CONSOLE_RUN_COUNTS_H_
