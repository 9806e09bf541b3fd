#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <iostream>
#include <map>
#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "lib/files/file_writer.h"
#include "lib/fixture/run_completion.h"
#include "lib/runner/command_line/expected_times.h"
#include "lib/runner/command_line/long_benchmarks.h"
#include "lib/runner/command_line/progress.h"
#include "lib/runner/execution.h"
#include "lib/runner/family_complexity.h"
#include "lib/runner/processes/interruption.h"
#include "lib/runner/processes/isolated_runner.h"
#include "lib/runs/complexity.h"

namespace feluda {
namespace {

class IsolatedExecution : public Execution {
 public:
  explicit IsolatedExecution(const ExecutionOptions& options)
      : interrupted_(CatchInterruptions()),
        expected_(ExpectedTimes(options.results_directory)),
        progress_(options.names, expected_, isatty(STDERR_FILENO) != 0,
                  std::cerr),
        runner_(options.names, RunnerOptions(options)) {
    std::cerr << DescribeLongBenchmarks(options.names, expected_,
                                        options.limits.timeout);
  }

  absl::Status RunAll(benchmark::BenchmarkReporter& reporter) override {
    return runner_.RunAll(reporter);
  }

  void ClearProgress() override { progress_.Clear(); }

  int interruption() const override { return interrupted_; }

 private:
  IsolatedRunnerOptions RunnerOptions(const ExecutionOptions& options) {
    IsolatedRunnerOptions runner_options;
    runner_options.limits = options.limits;
    runner_options.complete = [this](auto& runs) {
      completer_.Complete(runs);
      RestoreComplexity(runs);
      AddSizes(runs);
    };
    runner_options.interrupted = &interrupted_;
    runner_options.on_start = [this](size_t i) {
      progress_.Start(i, absl::Now());
    };
    runner_options.on_end = [this](size_t i, absl::Duration elapsed) {
      progress_.End(i, elapsed);
    };
    runner_options.on_wait = [this] { progress_.Tick(absl::Now()); };
    runner_options.clean_up = [directories = options.output_directories,
                               writer = getpid()] {
      for (const std::string& directory : directories) {
        RemoveUnfinishedFiles(directory, writer);
      }
    };
    return runner_options;
  }

  const std::atomic<int>& interrupted_;
  RunCompleter completer_;
  const std::map<std::string, absl::Duration> expected_;
  Progress progress_;
  IsolatedRunner runner_;
};

}  // namespace

std::unique_ptr<Execution> MakeIsolatedExecution(
    const ExecutionOptions& options) {
  return std::make_unique<IsolatedExecution>(options);
}

}  // namespace feluda
