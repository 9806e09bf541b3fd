// Measures the operators that were linked in, and writes the report.

#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/base/working_directory.h"
#include "lib/files/file_writer.h"
#include "lib/fixture/run_completion.h"
#include "lib/measure/hardware_counters.h"
#include "lib/measure/memory_manager.h"
#include "lib/provenance/provenance.h"
#include "lib/runner/command_line/command_line.h"
#include "lib/runner/command_line/expected_times.h"
#include "lib/runner/command_line/media_flags.h"
#include "lib/runner/command_line/progress.h"
#include "lib/runner/multi_reporter.h"
#include "lib/runner/processes/interruption.h"
#include "lib/runner/processes/isolated_runner.h"
#include "lib/runner/selection/benchmark_list.h"
#include "lib/runner/selection/manual_benchmarks.h"
#include "lib/runner/selection/resume.h"
#include "lib/runner/selection/resumed_reporter.h"
#include "lib/runner/selection/selection.h"
#include "lib/runner/selection/shard.h"
#include "lib/runs/complexity.h"
#include "reporters/output/outputs.h"

ABSL_FLAG(std::string, feluda_results_dir, "results",
          "where the report is written; made if it is missing");
ABSL_FLAG(std::string, feluda_out, "",
          "the report's files without their endings, as out/mine, in place of "
          "the day's in --feluda_results_dir");
ABSL_FLAG(
    std::string, feluda_report, std::string(feluda::kDefaultReportFormats),
    "the formats of the report: any of json,markdown,html,github,bencher");
ABSL_FLAG(std::string, feluda_markdown_append, "",
          "a file that the Markdown report is added to at the end, as the "
          "summary of a CI job, $GITHUB_STEP_SUMMARY");
ABSL_FLAG(bool, feluda_isolate, true,
          "run each benchmark in a process of its own; false for debuggers and "
          "profilers");
ABSL_FLAG(absl::Duration, feluda_timeout, absl::Seconds(600),
          "how long a benchmark may take, then it is ended; as 90s or 10m");
ABSL_FLAG(int64_t, feluda_memory_limit_mb, 0,
          "MiB that a benchmark may take, then it is refused more; 0 is no "
          "limit");
ABSL_FLAG(std::string, feluda_resume, "",
          "a report (.json): what it has as measured is taken over, the rest "
          "runs");

namespace feluda {
namespace {

enum ExitStatus { kAllMeasured = 0, kSomeFailed = 1, kBadUse = 2 };

constexpr char kExitStatuses[] =
    "\nBenchmarks named large_, xlarge_ or long_ after the slash run only when "
    "--benchmark_filter picks them.\n"
    "\nExit status: 0 all measured, 1 some failed, 2 bad use and nothing ran, "
    "130 or 143 interrupted.\n";

int BadUse(absl::string_view message) {
  std::cerr << message << "\n";
  return kBadUse;
}

void PrintHelp() {
  std::cout << "Measures Feluda's operators and writes a report.\n\n"
            << DescribeFeludaFlags() << "\nand Google Benchmark's own flags:\n"
            << std::flush;
  benchmark::PrintDefaultHelp();
  std::cout << kExitStatuses;
}

void WarnIfNotOptimised() {
#ifndef __OPTIMIZE__
  std::cerr << "WARNING: this program was built without optimisation; the "
               "figures say little. Build with -c opt.\n";
#endif
}

// Google Benchmark leaves out what cannot be counted, and says so where a
// benchmark's own process hides it.
void WarnIfNotCounted(const CommandLine& command_line) {
  if (!command_line.perf_counters) return;
  const absl::Status status = HardwareCountersStatus();
  if (status.ok()) return;
  std::cerr << "--benchmark_perf_counters is without effect: "
            << status.message() << "\n";
}

OutputOptions OutputsFor(const CommandLine& command_line) {
  OutputOptions options;
  options.format = command_line.format;
  options.out = command_line.out;
  options.out_format = command_line.out_format;
  options.results_dir = absl::GetFlag(FLAGS_feluda_results_dir);
  options.report_prefix = absl::GetFlag(FLAGS_feluda_out);
  options.report_formats = absl::GetFlag(FLAGS_feluda_report);
  options.markdown_append = absl::GetFlag(FLAGS_feluda_markdown_append);
  options.color = command_line.color;
  return options;
}

absl::Status CheckLimits() {
  if (absl::GetFlag(FLAGS_feluda_timeout) <= absl::ZeroDuration()) {
    return absl::InvalidArgumentError(
        "--feluda_timeout: must be longer than nothing");
  }
  if (absl::GetFlag(FLAGS_feluda_memory_limit_mb) < 0) {
    return absl::InvalidArgumentError(
        "--feluda_memory_limit_mb: must be 0 or more");
  }
  return absl::OkStatus();
}

// The benchmarks' processes and what is told while they run.
class Session {
 public:
  // Starts the process that the benchmarks' are copies of: the earlier, the
  // less of this program is in them.
  // When this program is killed, it takes away what was being written into
  // `directories`.
  Session(const std::vector<std::string>& names,
          const std::vector<std::string>& directories)
      : interrupted_(CatchInterruptions()),
        progress_(names, ExpectedTimes(absl::GetFlag(FLAGS_feluda_results_dir)),
                  isatty(STDERR_FILENO) != 0, std::cerr),
        runner_(names, Options(directories)) {}

  absl::Status RunAll(benchmark::BenchmarkReporter& reporter) {
    return runner_.RunAll(reporter);
  }

  void ClearProgress() { progress_.Clear(); }

  // The signal that ended the session early, or 0.
  int interruption() const { return interrupted_; }

 private:
  IsolatedRunnerOptions Options(const std::vector<std::string>& directories) {
    IsolatedRunnerOptions options;
    options.limits.timeout = absl::GetFlag(FLAGS_feluda_timeout);
    options.limits.memory_bytes = absl::GetFlag(FLAGS_feluda_memory_limit_mb)
                                  << 20;
    options.complete = [this](auto& runs) {
      completer_.Complete(runs);
      AddSizes(runs);
    };
    options.interrupted = &interrupted_;
    options.on_start = [this](size_t i) { progress_.Start(i, absl::Now()); };
    options.on_end = [this](size_t i, absl::Duration elapsed) {
      progress_.End(i, elapsed);
    };
    options.on_wait = [this] { progress_.Tick(absl::Now()); };
    options.clean_up = [directories, writer = getpid()] {
      for (const std::string& directory : directories) {
        RemoveUnfinishedFiles(directory, writer);
      }
    };
    return options;
  }

  const std::atomic<int>& interrupted_;
  RunCompleter completer_;
  Progress progress_;
  IsolatedRunner runner_;
};

void AddOutputs(const CommandLine& command_line, Outputs& outputs,
                MultiReporter& reporters) {
  reporters.Add(outputs.display(), command_line.report_aggregates_only ||
                                       command_line.display_aggregates_only);
  reporters.Add(&outputs.report());
  if (outputs.out() == nullptr) return;
  reporters.Add(outputs.out(), command_line.report_aggregates_only);
}

int EndWith(Outputs& outputs, const MultiReporter& reporters,
            const absl::Status& ran, int interruption) {
  if (!ran.ok()) std::cerr << ran.message() << "\n";
  const absl::Status saved = outputs.Finish();
  if (interruption != 0) return 128 + interruption;
  return ran.ok() && saved.ok() && reporters.failed() == 0 ? kAllMeasured
                                                           : kSomeFailed;
}

int MeasureIsolated(const CommandLine& command_line, absl::string_view program,
                    absl::Time started, const Selection& selection) {
  Session session(selection.to_run(), DirectoriesOf(OutputsFor(command_line)));
  const Provenance provenance = CaptureProvenance(program, started);
  absl::StatusOr<ResumedResults> resumed = selection.LoadResumed(provenance);
  if (!resumed.ok()) return BadUse(resumed.status().message());
  Outputs outputs(OutputsFor(command_line), provenance, started);
  MultiReporter reporters([&](auto&) { session.ClearProgress(); });
  AddOutputs(command_line, outputs, reporters);
  ResumedReporter reporter(selection.names(), *std::move(resumed), reporters);
  reporter.ReportContext(ContextOf(selection.names(), command_line.repeated));
  const absl::Status ran = session.RunAll(reporter);
  session.ClearProgress();
  if (session.interruption() != 0) {
    outputs.report().MarkPartial(
        absl::StrCat("interrupted by ", SignalName(session.interruption())));
  } else if (!ran.ok()) {
    outputs.report().MarkPartial(std::string(ran.message()));
  }
  reporter.Finalize();
  return EndWith(outputs, reporters, ran, session.interruption());
}

int MeasureHere(const CommandLine& command_line, absl::string_view program,
                absl::Time started, const Selection& selection) {
  const Provenance provenance = CaptureProvenance(program, started);
  absl::StatusOr<ResumedResults> resumed = selection.LoadResumed(provenance);
  if (!resumed.ok()) return BadUse(resumed.status().message());
  Outputs outputs(OutputsFor(command_line), provenance, started);
  MultiReporter reporters([](auto&) {});
  AddOutputs(command_line, outputs, reporters);
  ResumedReporter resuming(selection.names(), *std::move(resumed), reporters);
  // Resumed results were completed when they were measured.
  RunCompleter completer;
  MultiReporter reporter([&](auto& runs) {
    completer.Complete(runs);
    AddSizes(runs);
  });
  reporter.Add(&resuming);
  if (selection.to_run().empty()) {
    reporter.ReportContext(ContextOf(selection.names(), command_line.repeated));
    reporter.Finalize();
  } else {
    if (selection.IsNarrowed()) {
      benchmark::SetBenchmarkFilter(selection.Filter());
    }
    benchmark::RunSpecifiedBenchmarks(&reporter);
  }
  return EndWith(outputs, reporters, absl::OkStatus(), /*interruption=*/0);
}

int Measure(const CommandLine& command_line, absl::string_view program,
            absl::Time started, const Selection& selection) {
  WarnIfNotOptimised();
  WarnIfNotCounted(command_line);
  const absl::Status heap = RegisterMemoryManager();
  if (!heap.ok()) std::cerr << "No heap figures: " << heap.message() << "\n";
  const bool isolate = absl::GetFlag(FLAGS_feluda_isolate);
  if (isolate && command_line.random_interleaving) {
    std::cerr << "--benchmark_enable_random_interleaving needs one process for "
                 "all benchmarks: running as with --feluda_isolate=false.\n";
    return MeasureHere(command_line, program, started, selection);
  }
  return isolate ? MeasureIsolated(command_line, program, started, selection)
                 : MeasureHere(command_line, program, started, selection);
}

absl::Status Resume(absl::string_view program, absl::Time started,
                    Selection& selection) {
  const std::string file = absl::GetFlag(FLAGS_feluda_resume);
  if (file.empty()) return absl::OkStatus();
  const absl::Status resumed = selection.Resume(
      file, [&] { return CaptureProvenance(program, started); });
  if (!resumed.ok()) return resumed;
  const size_t all = selection.names().size();
  std::cerr << absl::StrCat("Taken over from ", file, ": ",
                            all - selection.to_run().size(), " of ", all,
                            " benchmarks.\n");
  return absl::OkStatus();
}

// All that is wrong with the flags, a line each; nothing is made for the
// outputs unless the rest can be read.
absl::Status CheckFlags(const absl::StatusOr<CommandLine>& parsed) {
  std::vector<absl::string_view> mistakes;
  const absl::Status statuses[] = {parsed.status(), CheckLimits(),
                                   parsed.ok()
                                       ? CheckOutputs(OutputsFor(*parsed))
                                       : CheckReportFormats(OutputsFor({}))};
  for (const absl::Status& status : statuses) {
    if (!status.ok()) mistakes.push_back(status.message());
  }
  if (mistakes.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(mistakes, "\n"));
}

int Run(int argc, char** argv) {
  const absl::Time started = absl::Now();
  const absl::Status returned = ReturnToUsersDirectory();
  if (!returned.ok()) return BadUse(returned.message());
  const absl::StatusOr<CommandLine> parsed = ParseCommandLine(argc, argv);
  if (!parsed.ok()) return BadUse(CheckFlags(parsed).message());
  if (parsed->help) return PrintHelp(), kAllMeasured;

  const auto shard = ShardFromEnvironment();
  if (!shard.ok()) return BadUse(shard.status().message());
  const absl::Status registered = RegisterMediaByFlags();
  if (!registered.ok()) return BadUse(registered.message());
  if (!parsed->list_tests) ExcludeManualBenchmarks();
  const auto names = ListBenchmarks(argv[0]);
  if (!names.ok()) return BadUse(names.status().message());
  Selection selection(*names);
  if (shard->has_value()) selection.Keep(**shard);
  if (parsed->list_tests) {
    for (const std::string& name : selection.names()) std::cout << name << "\n";
    return kAllMeasured;
  }
  const absl::Status flags = CheckFlags(parsed);
  if (!flags.ok()) return BadUse(flags.message());
  if (selection.names().empty()) {
    std::cerr << absl::StrCat("Shard ", (*shard)->index, " of ",
                              (*shard)->total, " has nothing to run.\n");
    return kAllMeasured;
  }
  const absl::Status resumed = Resume(argv[0], started, selection);
  if (!resumed.ok()) return BadUse(resumed.message());
  return Measure(*parsed, argv[0], started, selection);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) { return feluda::Run(argc, argv); }
