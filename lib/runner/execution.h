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

// What benchmarks that run in rounds need from the run around them.
struct RoundsContext {
  using Run = benchmark::BenchmarkReporter::Run;
  using ReportTo = std::function<void(benchmark::BenchmarkReporter&)>;

  // The repetitions of rounds that an earlier report has, by benchmark.
  std::map<std::string, std::vector<Run>> started;
  // Called at the end of each round, and in the first round after each
  // benchmark. Its argument reports what there is so far, without
  // ReportContext() and Finalize().
  std::function<void(const ReportTo&)> save = [](const ReportTo&) {};
};

class Execution {
 public:
  virtual ~Execution() = default;

  // Runs all benchmarks and hands their runs, completed (run_completion.h), to
  // `reporter`; the caller calls its ReportContext() and Finalize(). A
  // benchmark that fails is a failed run. Error: the system gives no process,
  // and the rest was not run. If benchmarks run in rounds, all runs are
  // reported at the end; after an interruption the unfinished round is left
  // out.
  virtual absl::Status RunAll(benchmark::BenchmarkReporter& reporter,
                              const RoundsContext& rounds) = 0;

  // Removes the progress line from the terminal, before something else is
  // printed.
  virtual void ClearProgress() {}

  // Returns the signal that ended the run early, or 0.
  virtual int interruption() const { return 0; }

  // Returns where the run is or ended: "in round 3 of 10"; empty without
  // rounds.
  virtual std::string Place() const { return ""; }
};

struct ExecutionOptions {
  // Google Benchmark's names, in the order to run.
  std::vector<std::string> names;
  // How long a benchmark's process may run and how much memory it may take.
  ChildLimits limits;
  // If this process is killed, the unfinished files that it leaves in these
  // directories are removed.
  std::vector<std::string> output_directories;
  // The directory of reports. The newest one tells how long the benchmarks
  // took.
  std::string results_directory;
  // How many rounds of all benchmarks run, and the seed of their orders. With 0
  // rounds they run once, in the order of the names.
  RoundsRequest rounds;
  // How many rounds each benchmark has already, from a resumed report; empty
  // means none.
  std::vector<int64_t> rounds_there;
  // Whether workers of each operator are tried at once, for the report's plan.
  // It is ignored if `host` is set.
  bool tries_workers = true;
  // Runs a benchmark in its process; if null, Google Benchmark does.
  BenchmarkHost host = nullptr;
};

// Runs each benchmark in a process of its own. SIGINT and SIGTERM end the run
// in good order. The processes are copies of this one as it is now, so the
// earlier this is called, the less of the program is in them. Says on stderr
// which of the benchmarks take minutes.
// REQUIRES: this process has one thread.
std::unique_ptr<Execution> MakeIsolatedExecution(
    const ExecutionOptions& options);

// Runs the benchmarks in this process, for debuggers and profilers: a crash
// ends the run, and limits do not apply. `filter` is the --benchmark_filter
// that picks the benchmarks; if it is empty, the one that is set holds. If
// `interleaved`, Google Benchmark runs repetitions in random order.
std::unique_ptr<Execution> MakeInProcessExecution(const std::string& filter,
                                                  bool interleaved);

}  // namespace feluda

#endif  // LIB_RUNNER_EXECUTION_H_
