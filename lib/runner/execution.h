// How the benchmarks of a run are executed: each in a process of its own, or
// all in this one.
//
//   std::unique_ptr<Execution> execution = MakeIsolatedExecution(options);
//   reporter.ReportContext(context);
//   absl::Status status = execution->RunAll(reporter);
//   reporter.Finalize();
//
// Threads: one thread makes it and uses it.

#ifndef LIB_RUNNER_EXECUTION_H_
#define LIB_RUNNER_EXECUTION_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "lib/runner/processes/supervisor.h"

namespace feluda {

class Execution {
 public:
  virtual ~Execution() = default;

  // Runs all benchmarks and hands their runs, completed (run_completion.h), to
  // `reporter`; the context and the end are for the caller to report. A
  // benchmark that fails is a failed run. Error: the system gives no process,
  // and the rest was not run.
  virtual absl::Status RunAll(benchmark::BenchmarkReporter& reporter) = 0;

  // Takes the progress line off the terminal, before something else is printed.
  virtual void ClearProgress() {}

  // The signal that ended the run early, or 0.
  virtual int interruption() const { return 0; }
};

struct ExecutionOptions {
  // Google Benchmark's names, in the order to run.
  std::vector<std::string> names;
  // How long a benchmark's process may run and how much memory it may take.
  ChildLimits limits;
  // When this process is killed, what it was writing into these directories is
  // removed.
  std::vector<std::string> output_directories;
  // Where the newest report tells how long the benchmarks took before.
  std::string results_directory;
};

// Runs each benchmark in a process of its own; the whole is ended by SIGINT or
// SIGTERM in good order. The processes are copies of this one as it is now: the
// earlier this is called, the less of the program is in them. Says on stderr
// which of the benchmarks take minutes.
// REQUIRES: this process has one thread.
std::unique_ptr<Execution> MakeIsolatedExecution(
    const ExecutionOptions& options);

// Runs the benchmarks in this process, for debuggers and profilers: what
// crashes ends the run, and limits do not hold. `filter` is the
// --benchmark_filter that picks them; empty where the one that is set does.
// `interleaved`: Google Benchmark runs repetitions in random order.
std::unique_ptr<Execution> MakeInProcessExecution(const std::string& filter,
                                                  bool interleaved);

}  // namespace feluda

#endif  // LIB_RUNNER_EXECUTION_H_
