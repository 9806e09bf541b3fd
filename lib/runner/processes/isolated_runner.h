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
  // Called in another process once the runner was destroyed or its process is
  // dead, be it of SIGKILL: to remove the files that nobody else will.
  std::function<void()> clean_up = [] {};
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
  // benchmark of their family, unless it was interrupted before that one.
  // Error: where the system gives no process; the rest was not run then.
  //
  // Google Benchmark 1.7 crashes after a benchmark of a family with complexity
  // where each of its repetitions failed, so that the message is lost: it is a
  // failed run that was killed by SIGSEGV.
  absl::Status RunAll(benchmark::BenchmarkReporter& reporter);

 private:
  // Benchmarks that were registered together, which run one after another.
  struct Family {
    int64_t index = 0;
    // Those that ran so far, and the newest one's number in its process.
    int64_t members = 0;
    int64_t newest_in_child = -1;
    // What its complexity is fitted to.
    std::vector<Run> runs;
  };

  void RunInChild(size_t benchmark, int result_fd) const;
  void Report(size_t benchmark, const ChildEnd& end,
              benchmark::BenchmarkReporter& reporter);
  void ReportBatch(std::vector<Run> batch,
                   benchmark::BenchmarkReporter& reporter);
  // That of a benchmark that told nothing of itself.
  std::string GuessFamily(const std::string& name) const;
  Family& EnterFamily(const std::string& name, int64_t in_child,
                      benchmark::BenchmarkReporter& reporter);
  void EndFamilies(benchmark::BenchmarkReporter& reporter);

  const std::vector<std::string> names_;
  const IsolatedRunnerOptions options_;
  Supervisor supervisor_;

  std::string family_name_;
  // Of that name, by their number in a child: where several share a name, a
  // child runs the namesakes of all.
  std::map<int64_t, Family> families_;
  int64_t families_begun_ = 0;
  bool may_have_more_members_ = false;
};

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_ISOLATED_RUNNER_H_
