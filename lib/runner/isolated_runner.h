// Runs each benchmark in a process of its own and reports its runs as if they
// had been made here. Whatever a benchmark does to its process, its failure is
// one failed run and the others go on.

#ifndef LIB_RUNNER_ISOLATED_RUNNER_H_
#define LIB_RUNNER_ISOLATED_RUNNER_H_

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/runner/keeper.h"
#include "lib/runner/run_pipe.h"

namespace feluda {

struct IsolatedRunnerOptions {
  ChildLimits limits;
  // Applied to a benchmark's runs in its process, before they are handed over.
  std::function<void(std::vector<benchmark::BenchmarkReporter::Run>&)> complete;
  // Polled while benchmarks run: once it is not 0, the running one is ended and
  // no other is begun.
  const std::atomic<int>* interrupted = nullptr;
  // Told before a benchmark begins, and after its runs were reported.
  std::function<void(size_t benchmark)> on_start = [](size_t) {};
  std::function<void(size_t benchmark, absl::Duration elapsed)> on_end =
      [](size_t, absl::Duration) {};
  // Called some ten times a second while a benchmark runs.
  std::function<void()> on_wait = [] {};
};

// One thread makes it and uses it.
class IsolatedRunner {
 public:
  using Run = benchmark::BenchmarkReporter::Run;

  // Starts the process that the benchmarks' processes are copies of. They have
  // what this process has now, Google Benchmark's flags included, and nothing
  // that comes later. `names` are Google Benchmark's, in the order to run; a
  // name that several benchmarks share stands once.
  IsolatedRunner(std::vector<std::string> names, IsolatedRunnerOptions options);

  // Runs all. `reporter` gets a failed run for each benchmark that did not come
  // to its end, after what it had reported. Complexity rows follow the last
  // benchmark of their family. Error: where the system gives no process; the
  // rest was not run then.
  absl::Status RunAll(benchmark::BenchmarkReporter& reporter);

 private:
  // The family whose members are being run, one after another.
  struct Family {
    std::string name;
    int64_t index = -1;
    int64_t members = 0;
    std::vector<Run> runs;
  };

  void RunInChild(size_t benchmark, int result_fd) const;
  void Report(size_t benchmark, const ChildEnd& end,
              benchmark::BenchmarkReporter& reporter);
  void ReportBatch(const std::vector<PipedRun>& batch,
                   benchmark::BenchmarkReporter& reporter);
  void EnterFamily(const std::string& name,
                   benchmark::BenchmarkReporter& reporter);
  void EndFamily(benchmark::BenchmarkReporter& reporter);

  const std::vector<std::string> names_;
  const IsolatedRunnerOptions options_;
  Keeper keeper_;
  Family family_;
};

// Why a child's end is a failure; empty where it is none. `error` is what the
// child said went wrong, `ended` whether it came to its end.
std::string DescribeFailure(const ChildEnd& end, const ChildLimits& limits,
                            const absl::StatusOr<PipedRuns>& piped);

}  // namespace feluda

#endif  // LIB_RUNNER_ISOLATED_RUNNER_H_
