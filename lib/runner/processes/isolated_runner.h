// Runs each benchmark in a process of its own, and reports its runs as if they
// had been made here. Whatever a benchmark does to its process is one failed
// run, and the others go on.

#ifndef LIB_RUNNER_PROCESSES_ISOLATED_RUNNER_H_
#define LIB_RUNNER_PROCESSES_ISOLATED_RUNNER_H_

#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/runner/processes/process_runs.h"
#include "lib/runner/processes/supervisor.h"
#include "lib/runner/processes/worker_trials.h"

namespace feluda {

// Runs the benchmark of that name in its process, and hands its runs to
// `reporter`. Returns how many benchmarks ran.
// REQUIRES: --benchmark_filter picks that benchmark alone.
using BenchmarkHost = std::function<size_t(
    const std::string& name, benchmark::BenchmarkReporter& reporter)>;

struct IsolatedRunnerOptions {
  ChildLimits limits;
  BenchmarkHost host = [](const std::string&,
                          benchmark::BenchmarkReporter& reporter) {
    return benchmark::RunSpecifiedBenchmarks(&reporter);
  };
  // Applied to a benchmark's runs in its process, before the parent gets them.
  std::function<void(std::vector<benchmark::BenchmarkReporter::Run>&)> complete;
  // Whether deployers run workers of the benchmark's operator. If so, workers
  // are tried at once (workers_trial.h) after some benchmarks of the operator,
  // in a process of their own. Null means none. REQUIRES: `host` runs them in a
  // way that calls a RunService.
  std::function<bool(const std::string& name)> runs_in_workers = nullptr;
  // Polled while benchmarks run. Once it is not 0, the benchmark that runs is
  // ended and no other is started.
  const std::atomic<int>* interrupted = nullptr;
  // Called before a benchmark starts, and after its runs were reported.
  std::function<void(size_t benchmark)> on_start = [](size_t) {};
  std::function<void(size_t benchmark, absl::Duration elapsed)> on_end =
      [](size_t, absl::Duration) {};
  // Called some ten times a second while a benchmark runs.
  std::function<void()> on_wait = [] {};
  // Called in the supervisor's process once the runner is destroyed or its
  // process is dead, even of SIGKILL, to remove files that nobody else would.
  std::function<void()> clean_up = [] {};
};

// Threads: one thread makes it and uses it.
class IsolatedRunner {
 public:
  using Run = benchmark::BenchmarkReporter::Run;

  // Starts the process that the benchmarks' processes are forked from. They
  // have the state that this process has now, Google Benchmark's flags
  // included, and nothing that comes later. `names` are Google Benchmark's, in
  // the order to run, each once.
  IsolatedRunner(std::vector<std::string> names, IsolatedRunnerOptions options);

  // Runs all benchmarks. `reporter` gets what a benchmark reported, and then a
  // failed run if its process did not come to its end. Complexity rows follow
  // the last benchmark of their family, unless an interruption came before.
  // Error: the system gives no process, and the rest was not run.
  //
  // Google Benchmark 1.7 crashes when all repetitions of a benchmark failed
  // whose family has Complexity(): the failed run then says SIGSEGV in place of
  // the reason.
  absl::Status RunAll(benchmark::BenchmarkReporter& reporter);

  // Runs one benchmark, any number of times, without calling on_start and
  // on_end. If workers were tried on it (worker_trials.h), its runs tell what
  // the trial found, or why it found nothing. Nullopt if it was interrupted.
  // Error: the system gives no process.
  absl::StatusOr<std::optional<ProcessRuns>> RunOne(size_t benchmark);

 private:
  // Tasks of the supervisor: the benchmarks, then a trial of workers on each.
  void RunTask(size_t task, int result_fd) const;
  void RunInChild(size_t benchmark, int result_fd) const;
  void TryWorkersInChild(size_t benchmark, int result_fd) const;
  void AddTrial(size_t benchmark, ProcessRuns& process);

  const std::vector<std::string> names_;
  const IsolatedRunnerOptions options_;
  WorkerTrials trials_;
  Supervisor supervisor_;
};

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_ISOLATED_RUNNER_H_
