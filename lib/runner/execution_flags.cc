#include "lib/runner/execution_flags.h"

#include <cstdint>
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/time/time.h"
#include "lib/runner/command_line/expected_times.h"
#include "lib/runner/command_line/long_benchmarks.h"

ABSL_FLAG(bool, feluda_isolate, true,
          "run each benchmark in a process of its own; false for debuggers and "
          "profilers");
ABSL_FLAG(absl::Duration, feluda_timeout, absl::Seconds(600),
          "end a benchmark that takes longer than this, such as 90s or 10m");
ABSL_FLAG(bool, feluda_try_workers, true,
          "find out how workers of each operator slow each other down, for the "
          "plan: run as many at once as fit the machine, for a second or two");
ABSL_FLAG(int64_t, feluda_memory_limit_mb, 0,
          "refuse a benchmark more than this many MiB; 0 is no limit");

namespace feluda {
namespace {

ExecutionOptions IsolatedOptions(const OutputOptions& outputs,
                                 const RoundsRequest& rounds,
                                 const BenchmarkHost& host,
                                 const Selection& selection) {
  ExecutionOptions options;
  options.names = selection.to_run();
  options.limits = LimitsFromFlags();
  options.host = host;
  options.tries_workers = absl::GetFlag(FLAGS_feluda_try_workers);
  options.output_directories = DirectoriesOf(outputs);
  options.results_directory = outputs.results_dir;
  options.rounds = rounds;
  options.rounds_there = selection.RoundsThere();
  return options;
}

}  // namespace

bool IsolatesByFlag() { return absl::GetFlag(FLAGS_feluda_isolate); }

ChildLimits LimitsFromFlags() {
  ChildLimits limits;
  limits.timeout = absl::GetFlag(FLAGS_feluda_timeout);
  limits.memory_bytes = absl::GetFlag(FLAGS_feluda_memory_limit_mb) << 20;
  return limits;
}

void CheckLimits(std::vector<std::string>& mistakes) {
  if (absl::GetFlag(FLAGS_feluda_timeout) <= absl::ZeroDuration()) {
    mistakes.push_back(
        "--feluda_timeout: say a time above 0, such as 90s or 10m");
  }
  const int64_t megabytes = absl::GetFlag(FLAGS_feluda_memory_limit_mb);
  if (megabytes < 0 || megabytes > (int64_t{1} << 40)) {
    mistakes.push_back(
        "--feluda_memory_limit_mb: say MiB from 1 to 1099511627776, or 0 for "
        "no limit");
  }
}

std::unique_ptr<Execution> MakeExecution(const CommandLine& command_line,
                                         const OutputOptions& outputs,
                                         const RoundsRequest& rounds,
                                         const BenchmarkHost& host,
                                         const Selection& selection) {
  if (IsolatesByFlag()) {
    if (!command_line.random_interleaving) {
      return MakeIsolatedExecution(
          IsolatedOptions(outputs, rounds, host, selection));
    }
    std::cerr << "--benchmark_enable_random_interleaving needs one process for "
                 "all benchmarks: running as with --feluda_isolate=false.\n";
  }
  std::cerr << DescribeLongBenchmarks(selection.to_run(),
                                      ExpectedTimes(outputs.results_dir),
                                      LimitsFromFlags().timeout);
  return MakeInProcessExecution(
      selection.IsNarrowed() ? selection.Filter() : "",
      command_line.random_interleaving);
}

}  // namespace feluda
