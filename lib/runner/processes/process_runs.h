// What the process of a benchmark gave.

#ifndef LIB_RUNNER_PROCESSES_PROCESS_RUNS_H_
#define LIB_RUNNER_PROCESSES_PROCESS_RUNS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "benchmark/benchmark.h"

namespace feluda {

struct ProcessRuns {
  // Google Benchmark reports in batches: a benchmark's repetitions, then their
  // aggregates. Families are numbered as in that process.
  std::vector<std::vector<benchmark::BenchmarkReporter::Run>> batches;
  // Why the process did not come to its end; empty where it did.
  std::string failure;
  absl::Duration elapsed;
};

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_PROCESS_RUNS_H_
