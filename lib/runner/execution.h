// How the benchmarks of a run are executed: each in a process of its own, or
// all in this one.
//
//   std::unique_ptr<Execution> execution = MakeIsolatedExecution(options);
//   reporter.ReportContext(context);
//   absl::Status status = execution->RunAll(reporter, {});
//   reporter.Finalize();
//
// Threads: one thread makes it and uses it.

#ifndef LIB_RUNNER_EXECUTION_H_
#define LIB_RUNNER_EXECUTION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "benchmark/benchmark.h"
#include "lib/runner/processes/isolated_runner.h"
#include "lib/runner/processes/supervisor.h"
#include "lib/runner/rounds/rounds_flags.h"

namespace feluda {

// What rounds need of the run around them.
struct RoundsContext {
  using Run = benchmark::BenchmarkReporter::Run;
  using ReportTo = std::function<void(benchmark::BenchmarkReporter&)>;

  // The rounds that an earlier report has, by benchmark.
  std::map<std::string, std::vector<Run>> started;
  // Called as rounds end, and in the first round as benchmarks do. Its argument
  // reports what there is so far, without the context and the end.
  std::function<void(const ReportTo&)> save = [](const ReportTo&) {};
};

class Execution {
 public:
  virtual ~Execution() = default;

  // Runs all benchmarks and hands their runs, completed (run_completion.h), to
  // `reporter`; the context and the end are for the caller to report. A
  // benchmark that fails is a failed run. Error: the system gives no process,
  // and the rest was not run.
  // Where benchmarks run in rounds, all is reported at the end, or when it is
  // interrupted, then without the round that is not whole.
  virtual absl::Status RunAll(benchmark::BenchmarkReporter& reporter,
                              const RoundsContext& rounds) = 0;

  // Takes the progress line off the terminal, before something else is printed.
  virtual void ClearProgress() {}

  // The signal that ended the run early, or 0.
  virtual int interruption() const { return 0; }

  // Where it is now or ended: "in round 3 of 10"; empty without rounds.
  virtual std::string Place() const { return ""; }
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
  // How often all benchmarks run over, and what draws the orders; 0 is once, in
  // the order of the names.
  RoundsRequest rounds;
  // How many rounds there are already of each benchmark; empty is none.
  std::vector<int64_t> rounds_there;
  // Whether workers of each operator are tried at once, for the report's plan.
  // Not where `host` is set.
  bool tries_workers = true;
  // How a benchmark runs in its process; Google Benchmark runs it if null.
  BenchmarkHost host = nullptr;
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
