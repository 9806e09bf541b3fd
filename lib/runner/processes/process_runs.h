// The runs of a benchmark's process, and how it ended.

#ifndef LIB_RUNNER_PROCESSES_PROCESS_RUNS_H_
#define LIB_RUNNER_PROCESSES_PROCESS_RUNS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/runs/counters.h"

namespace feluda {

struct ProcessRuns {
  // Google Benchmark reports in batches: a benchmark's repetitions, then their
  // aggregates. Families are numbered as in that process.
  std::vector<std::vector<benchmark::BenchmarkReporter::Run>> batches;
  // Why the process did not come to its end; empty where it did.
  std::string failure;
  absl::Duration elapsed;
  // The CPU time that all other programs took meanwhile.
  std::optional<absl::Duration> other_cpu;
};

// Sets the counters of a run that say how long its process ran, and what others
// took of the machine meanwhile.
inline void TellProcess(const ProcessRuns& process,
                        benchmark::BenchmarkReporter::Run& run) {
  Set(run.counters, kProcessSeconds, absl::ToDoubleSeconds(process.elapsed));
  if (!process.other_cpu.has_value()) return;
  Set(run.counters, kOtherCpuSeconds,
      absl::ToDoubleSeconds(*process.other_cpu));
}

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_PROCESS_RUNS_H_
