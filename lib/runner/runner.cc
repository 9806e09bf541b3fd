#include "lib/runner/runner.h"

#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/measure/hardware_counters.h"
#include "lib/measure/memory_manager.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/provenance/provenance.h"
#include "lib/runner/baseline_flag.h"
#include "lib/runner/budget_flag.h"
#include "lib/runner/command_line/command_line.h"
#include "lib/runner/execution.h"
#include "lib/runner/execution_flags.h"
#include "lib/runner/multi_reporter.h"
#include "lib/runner/processes/interruption.h"
#include "lib/runner/round_saver.h"
#include "lib/runner/rounds/rounds_flags.h"
#include "lib/runner/run_selection.h"
#include "lib/runner/selection/benchmark_list.h"
#include "lib/runner/selection/manual_benchmarks.h"
#include "lib/runner/selection/resume.h"
#include "lib/runner/selection/resumed_reporter.h"
#include "lib/runner/selection/selection.h"
#include "lib/runner/selection/shard.h"
#include "reporters/console/terminal.h"
#include "reporters/output/output_flags.h"
#include "reporters/output/outputs.h"
#include "reporters/output/plan_flag.h"

namespace feluda {
namespace {

constexpr char kExitStatuses[] =
    "\nBenchmarks that take minutes run only when --benchmark_filter picks "
    "them; --benchmark_list_tests names them on stderr.\n"
    "\nExit status: 0 all measured, 1 some failed, broke the budget or are "
    "worse than the baseline, 2 bad use and nothing ran, 130 or 143 "
    "interrupted.\n";

void PrintHelp(const char* about) {
  std::cout << about << "\n\n"
            << DescribeFlags("feluda_")
            << "\nand Google Benchmark's own flags:\n"
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
  OutputOptions options = OutputOptionsFromFlags();
  options.format = command_line.format;
  options.out = command_line.out;
  options.out_format = command_line.out_format;
  options.color = command_line.color;
  return options;
}

// All that is wrong with the flags, a line each; nothing is made for the
// outputs unless the rest can be read.
absl::Status CheckFlags(const absl::StatusOr<CommandLine>& parsed,
                        const std::vector<absl::Status>& others = {}) {
  std::vector<std::string> mistakes;
  if (!parsed.ok()) mistakes.emplace_back(parsed.status().message());
  for (const absl::Status& other : others) {
    if (!other.ok()) mistakes.emplace_back(other.message());
  }
  CheckLimits(mistakes);
  const absl::Status plan = PlanFromFlag().status();
  if (!plan.ok()) mistakes.emplace_back(plan.message());
  const absl::Status outputs = parsed.ok() && mistakes.empty()
                                   ? CheckOutputs(OutputsFor(*parsed))
                                   : CheckReportFormats(OutputsFor({}));
  if (!outputs.ok()) mistakes.emplace_back(outputs.message());
  return JoinMistakes(mistakes);
}

void AddOutputs(const CommandLine& command_line, Outputs& outputs,
                MultiReporter& reporters) {
  reporters.Add(outputs.display(), command_line.report_aggregates_only ||
                                       command_line.display_aggregates_only);
  reporters.Add(&outputs.report());
  if (outputs.out() == nullptr) return;
  reporters.Add(outputs.out(), command_line.report_aggregates_only);
}

std::string Place(const Execution& execution) {
  const std::string place = execution.Place();
  return place.empty() ? "" : absl::StrCat(" ", place);
}

// Runs what is to run and tells the report why it is partial, if it is.
absl::Status RunAndReport(const Selection& selection, bool repeated,
                          const RoundsContext& rounds, Execution& execution,
                          ReportSaver& report,
                          benchmark::BenchmarkReporter& reporter) {
  reporter.ReportContext(ContextOf(selection.names(), repeated));
  absl::Status ran;
  if (!selection.to_run().empty()) ran = execution.RunAll(reporter, rounds);
  execution.ClearProgress();
  if (execution.interruption() != 0) {
    report.MarkPartial(absl::StrCat("interrupted by ",
                                    SignalName(execution.interruption()),
                                    Place(execution)));
  } else if (!ran.ok()) {
    report.MarkPartial(absl::StrCat(ran.message(), Place(execution)));
  }
  reporter.Finalize();
  return ran;
}

// Compares the report with its baseline, or keeps it as one. Whether it is
// worse or could not be compared.
bool TellBaseline(const CommandLine& command_line, const Report& report) {
  const auto baseline =
      UseBaseline(report, OutputsFor(command_line).results_dir,
                  command_line.color.value_or(MayUseColors(STDOUT_FILENO)));
  if (!baseline.ok()) {
    std::cerr << "No baseline: " << baseline.status().message() << "\n";
    return true;
  }
  // Stdout may be for programs to read.
  std::ostream& out = command_line.format.empty() ? std::cout : std::cerr;
  out << baseline->text << std::flush;
  return baseline->is_worse;
}

int Measure(const CommandLine& command_line, const RoundsRequest& rounds,
            const BenchmarkHost& host, absl::string_view program,
            absl::Time started, const Selection& selection) {
  // Before anything that allocates: benchmarks' processes are copies of this.
  const std::unique_ptr<Execution> execution = MakeExecution(
      command_line, OutputsFor(command_line), rounds, host, selection);
  const Provenance provenance = CaptureProvenance(program, started);
  const absl::StatusOr<ResumedResults> resumed =
      selection.LoadResumed(provenance);
  if (!resumed.ok()) return BadUse(resumed.status().message());
  const absl::StatusOr<std::optional<Budget>> budget = BudgetFromFlag();
  if (!budget.ok()) return BadUse(budget.status().message());
  Outputs outputs(OutputsFor(command_line), provenance, started);
  MultiReporter reporters([&](auto&) { execution->ClearProgress(); });
  AddOutputs(command_line, outputs, reporters);
  RoundSaver saver(selection.names(), *resumed,
                   command_line.report_aggregates_only, outputs);
  RoundsContext context;
  context.started = resumed->started;
  context.save = [&](const auto& report_to) { saver.Save(report_to); };
  ResumedReporter reporter(selection.names(), *resumed, reporters);
  const absl::Status ran =
      RunAndReport(selection, command_line.repeated || rounds.rounds > 1,
                   context, *execution, outputs.report(), reporter);
  if (!ran.ok()) std::cerr << ran.message() << "\n";
  const absl::Status saved = outputs.Finish();
  const std::string broken =
      budget->has_value()
          ? DescribeBroken(**budget, outputs.report().report().runs())
          : "";
  std::cerr << broken;
  const bool is_worse = TellBaseline(command_line, outputs.report().report());
  if (execution->interruption() != 0) return 128 + execution->interruption();
  const bool fine = ran.ok() && saved.ok() && reporters.failed() == 0 &&
                    broken.empty() && !is_worse;
  return fine ? kExitSuccess : kExitFailure;
}

int ListTests(const Selection& selection) {
  for (const std::string& name : selection.names()) std::cout << name << "\n";
  std::cout << std::flush;
  std::cerr << DescribeManualBenchmarks(selection.names());
  return kExitSuccess;
}

// What the program adds runs in processes of its own or not at all.
absl::Status CheckExtension(const CommandLine& command_line,
                            const RunnerExtension& extension) {
  if (extension.host != nullptr &&
      (!IsolatesByFlag() || command_line.random_interleaving)) {
    return absl::InvalidArgumentError(
        "--feluda_isolate=false and --benchmark_enable_random_interleaving: "
        "each benchmark of this program needs a process of its own; leave the "
        "flag out");
  }
  if (extension.check_flags == nullptr) return absl::OkStatus();
  return extension.check_flags();
}

// Whether nothing may run: before anything does, even what registers
// benchmarks.
absl::Status CheckAllFlags(const absl::StatusOr<CommandLine>& command_line,
                           const absl::Status& rounds,
                           const RunnerExtension& extension) {
  absl::Status extended = CheckExtension(*command_line, extension);
  // A list of benchmarks writes no files.
  if (command_line->list_tests) return extended;
  absl::Status flags = CheckFlags(command_line, {rounds, extended});
  if (!flags.ok()) return flags;
  return CheckBaselineFlag(OutputsFor(*command_line).results_dir);
}

int Run(int argc, char** argv, const RunnerExtension& extension) {
  const absl::Time started = absl::Now();
  const absl::StatusOr<CommandLine> parsed = ParseCommandLine(argc, argv);
  if (!parsed.ok()) return BadUse(CheckFlags(parsed).message());
  if (parsed->help) return PrintHelp(extension.about), kExitSuccess;
  if (parsed->version) return PrintVersion();
  const auto shard = ShardFromEnvironment();
  if (!shard.ok()) return BadUse(shard.status().message());
  const auto rounds =
      RoundsFromFlags(IsolatesByFlag(), parsed->random_interleaving);
  const absl::Status flags = CheckAllFlags(parsed, rounds.status(), extension);
  if (!flags.ok()) return BadUse(flags.message());
  if (extension.register_benchmarks != nullptr) {
    extension.register_benchmarks(LimitsFromFlags());
  }
  auto selection = SelectByFlags(*parsed, *shard, argv[0]);
  if (!selection.ok()) return BadUse(selection.status().message());
  if (parsed->list_tests) return ListTests(*selection);
  if (selection->names().empty()) {
    std::cerr << absl::StrCat("Shard ", (*shard)->index, " of ",
                              (*shard)->total, " has nothing to run.\n");
    return kExitSuccess;
  }
  const absl::Status budget = CheckBudgetFlag(selection->unsharded());
  if (!budget.ok()) return BadUse(budget.message());
  UseRounds(*rounds, *selection);
  const absl::Status resumed = ResumeByFlag(argv[0], started, *selection);
  if (!resumed.ok()) return BadUse(resumed.message());
  WarnIfNotOptimised();
  WarnIfNotCounted(*parsed);
  const absl::Status heap = RegisterMemoryManager();
  if (!heap.ok()) std::cerr << "No heap figures: " << heap.message() << "\n";
  return Measure(*parsed, *rounds, extension.host, argv[0], started,
                 *selection);
}

}  // namespace

int Main(int argc, char** argv, const RunnerExtension& extension) {
  return RunProgram([&] { return Run(argc, argv, extension); });
}

}  // namespace feluda
