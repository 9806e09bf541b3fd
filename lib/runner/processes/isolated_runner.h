// Runs each benchmark in a process of its own and reports its runs as if they
// had been made here. Whatever a benchmark does to its process, its failure is
// one failed run and the others go on.

#ifndef LIB_RUNNER_PROCESSES_ISOLATED_RUNNER_H_
#define LIB_RUNNER_PROCESSES_ISOLATED_RUNNER_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/runner/processes/supervisor.h"

namespace feluda {

struct IsolatedRunnerOptions {
  ChildLimits limits;
  // Applied to a benchmark's runs in its process, before the parent gets them.
  std::function<void(std::vector<benchmark::BenchmarkReporter::Run>&)> complete;
  // Polled while benchmarks run. Once it is not 0, the benchmark that runs is
  // ended and no other is started.
  const std::atomic<int>* interrupted = nullptr;
  // Called before a benchmark starts, and after its runs were reported.
  std::function<void(size_t benchmark)> on_start = [](size_t) {};
  std::function<void(size_t benchmark, absl::Duration elapsed)> on_end =
      [](size_t, absl::Duration) {};
  // Called some ten times a second while a benchmark runs.
  std::function<void()> on_wait = [] {};
  // Called in the supervisor's process once the runner was destroyed or its
  // process is dead, even of SIGKILL: to remove files that nobody else will.
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

 private:
  // Benchmarks that were registered together and run one after another.
  struct Family {
    int64_t index = 0;
    // How many members ran so far, and the last one's index in its process.
    int64_t members = 0;
    int64_t newest_in_child = -1;
    // The runs that its complexity is fitted to.
    std::vector<Run> runs;
  };

  void RunInChild(size_t benchmark, int result_fd) const;
  void Report(size_t benchmark, const ChildEnd& end,
              benchmark::BenchmarkReporter& reporter);
  void ReportBatch(std::vector<Run> batch,
                   benchmark::BenchmarkReporter& reporter);
  // Guesses the family of a benchmark whose process reported nothing.
  std::string GuessFamily(const std::string& name) const;
  Family& EnterFamily(const std::string& name, int64_t in_child,
                      benchmark::BenchmarkReporter& reporter);
  void EndFamilies(benchmark::BenchmarkReporter& reporter);

  const std::vector<std::string> names_;
  const IsolatedRunnerOptions options_;
  Supervisor supervisor_;

  std::string family_name_;
  // The families of that name, by their index in a child: where several share a
  // name, a child runs the members of all of them.
  std::map<int64_t, Family> families_;
  int64_t families_begun_ = 0;
  bool may_have_more_members_ = false;
};

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_ISOLATED_RUNNER_H_
