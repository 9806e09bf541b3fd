#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "lib/files/file_writer.h"
#include "lib/fixture/operator_family.h"
#include "lib/fixture/run_completion.h"
#include "lib/runner/command_line/expected_times.h"
#include "lib/runner/command_line/long_benchmarks.h"
#include "lib/runner/command_line/progress.h"
#include "lib/runner/execution.h"
#include "lib/runner/family_complexity.h"
#include "lib/runner/processes/interruption.h"
#include "lib/runner/processes/isolated_runner.h"
#include "lib/runner/processes/process_runs.h"
#include "lib/runner/rounds/round_results.h"
#include "lib/runner/rounds/rounds_flags.h"
#include "lib/runner/rounds/rounds_runner.h"
#include "lib/runs/complexity.h"
#include "lib/runs/counters.h"

namespace feluda {
namespace {

class IsolatedExecution : public Execution {
 public:
  using Run = benchmark::BenchmarkReporter::Run;

  explicit IsolatedExecution(const ExecutionOptions& options)
      : options_(options),
        interrupted_(CatchInterruptions()),
        expected_(ExpectedTimes(options.results_directory)),
        progress_(options.names, expected_, isatty(STDERR_FILENO) != 0,
                  std::cerr, TimesToRun(options)),
        runner_(options.names, RunnerOptions(options)) {
    const int64_t rounds = options.rounds.rounds;
    if (rounds > 0) {
      std::cerr << DescribeRounds(options.rounds, options.names.size());
    }
    std::cerr << DescribeLongBenchmarks(options.names, expected_,
                                        options.limits.timeout,
                                        std::max<int64_t>(rounds, 1));
  }

  absl::Status RunAll(benchmark::BenchmarkReporter& reporter,
                      const RoundsContext& rounds) override {
    if (options_.rounds.rounds == 0) return runner_.RunAll(reporter);
    return RunAllRounds(reporter, rounds);
  }

  void ClearProgress() override { progress_.Clear(); }

  int interruption() const override { return interrupted_; }

  std::string Place() const override {
    if (options_.rounds.rounds == 0) return "";
    return absl::StrCat("in round ", round_ + 1, " of ",
                        options_.rounds.rounds);
  }

 private:
  // How often each benchmark is still to run.
  static std::vector<int64_t> TimesToRun(const ExecutionOptions& options) {
    std::vector<int64_t> times(options.names.size(), 1);
    for (size_t i = 0; i < times.size(); ++i) {
      if (options.rounds.rounds == 0) continue;
      const int64_t there =
          options.rounds_there.empty() ? 0 : options.rounds_there[i];
      times[i] = options.rounds.rounds - there;
    }
    return times;
  }

  absl::StatusOr<std::optional<ProcessRuns>> RunOne(size_t benchmark) {
    progress_.Start(benchmark, absl::Now());
    const absl::Time began = absl::Now();
    auto process = runner_.RunOne(benchmark);
    if (!process.ok() || !process->has_value()) return process;
    progress_.End(benchmark, (*process)->elapsed);
    for (std::vector<Run>& batch : (*process)->batches) TellTime(began, batch);
    return process;
  }

  // Says when runs were made that do not tell it: they are reported much later.
  static void TellTime(absl::Time began, std::vector<Run>& runs) {
    for (Run& run : runs) {
      if (Get(run.counters, kTimestamp).has_value()) continue;
      Set(run.counters, kTimestamp,
          absl::ToDoubleSeconds(began - absl::UnixEpoch()));
    }
  }

  absl::Status RunAllRounds(benchmark::BenchmarkReporter& reporter,
                            const RoundsContext& context) {
    RoundResults results(options_.names, context.started);
    RoundsPlan plan;
    plan.benchmarks = options_.names.size();
    plan.rounds = static_cast<size_t>(options_.rounds.rounds);
    plan.seed = options_.rounds.seed;
    const auto save = [&] {
      context.save([&](auto& to) { results.Report(to); });
    };
    RoundsCallbacks callbacks;
    callbacks.run = [&](size_t benchmark) { return RunOne(benchmark); };
    callbacks.on_round_start = [&](size_t round) {
      round_ = round;
      progress_.StartRound(round + 1, plan.rounds);
    };
    callbacks.on_result = [&](size_t round) {
      if (round == 0) save();
    };
    callbacks.on_round_end = [&](size_t) {
      progress_.EndRound(absl::Now());
      save();
    };
    absl::Status ran = RunRounds(plan, callbacks, results);
    progress_.Clear();
    results.Report(reporter);
    return ran;
  }

  IsolatedRunnerOptions RunnerOptions(const ExecutionOptions& options) {
    IsolatedRunnerOptions runner_options;
    runner_options.limits = options.limits;
    if (options.host != nullptr) {
      runner_options.host = options.host;
    } else if (options.tries_workers) {
      runner_options.runs_in_workers = RunsInWorkers;
    }
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

  const ExecutionOptions options_;
  const std::atomic<int>& interrupted_;
  size_t round_ = 0;
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
