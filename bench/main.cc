// Measures the operators that were linked in, and writes the report.

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/fixture/run_completion.h"
#include "lib/measure/memory_manager.h"
#include "lib/runner/benchmark_list.h"
#include "lib/runner/command_line.h"
#include "lib/runner/fan_out.h"
#include "lib/runs/context.h"
#include "reporters/benchmark_output.h"
#include "reporters/console.h"
#include "reporters/file_writer.h"
#include "reporters/fresh_files.h"
#include "reporters/report_saver.h"

ABSL_FLAG(std::string, feluda_results_dir, "results",
          "where the report is written; made if it is missing");

namespace feluda {
namespace {

enum ExitStatus { kAllMeasured = 0, kSomeFailed = 1, kBadUse = 2 };

int BadUse(absl::string_view message) {
  std::cerr << message << "\n";
  return kBadUse;
}

void PrintHelp() {
  std::cout << "Measures Feluda's operators and writes a report.\n\n"
            << DescribeFeludaFlags() << "\nand Google Benchmark's own flags:\n"
            << std::flush;
  benchmark::PrintDefaultHelp();
  std::cout << "\nExit status: 0 all measured, 1 some failed, 2 bad use.\n";
}

// A relative path means what it meant where the user typed it; `bazel run`
// starts programs elsewhere.
bool ReturnToUsersDirectory() {
  const char* directory = std::getenv("BUILD_WORKING_DIRECTORY");
  return directory == nullptr || chdir(directory) == 0;
}

void WarnIfNotOptimised() {
#ifndef __OPTIMIZE__
  std::cerr << "WARNING: this program was built without optimisation; the "
               "figures say little. Build with -c opt.\n";
#endif
}

// Prints while the benchmarks run, but for CSV, whose columns are not known
// before all of them have. stdout is for the figures alone.
std::unique_ptr<benchmark::BenchmarkReporter> MakeDisplay(
    const std::string& format, const Context& context,
    std::string& printed_at_the_end) {
  if (format == "json") return std::make_unique<benchmark::JSONReporter>();
  if (format == "console") return std::make_unique<benchmark::ConsoleReporter>();
  if (format == "csv") {
    return std::make_unique<BenchmarkOutput>(
        format, [&printed_at_the_end](absl::string_view output) {
          printed_at_the_end = std::string(output);
        });
  }
  return std::make_unique<Console>(context);
}

// Runs what the command line picks and writes the report.
int Measure(const CommandLine& command_line, const std::string& results_dir,
            absl::string_view program) {
  const absl::Time started = absl::Now();
  const absl::Status heap = RegisterMemoryManager();
  if (!heap.ok()) std::cerr << "No heap figures: " << heap.message() << "\n";

  const Context context = CaptureContext(program, started);
  std::string printed_at_the_end;
  const auto display =
      MakeDisplay(command_line.format, context, printed_at_the_end);
  ReportSaver report(context,
                     FreshFiles(results_dir, ReportFileName(started)));
  absl::Status out_status;
  BenchmarkOutput out(command_line.out_format, [&](absl::string_view output) {
    out_status.Update(WriteFileWhole(command_line.out, output));
  });

  RunCompleter completer;
  FanOut reporters([&](auto& runs) { completer.Complete(runs); });
  reporters.Add(display.get(), command_line.report_aggregates_only ||
                                   command_line.display_aggregates_only);
  reporters.Add(&report);
  if (!command_line.out.empty()) {
    reporters.Add(&out, command_line.report_aggregates_only);
  }
  benchmark::RunSpecifiedBenchmarks(&reporters);

  std::cout << printed_at_the_end << std::flush;
  for (const std::string& path : report.paths()) std::cerr << path << "\n";
  for (const absl::Status& status : {report.status(), out_status}) {
    if (!status.ok()) std::cerr << "Not saved: " << status.message() << "\n";
  }
  const bool saved = report.status().ok() && out_status.ok();
  return saved && reporters.failed() == 0 ? kAllMeasured : kSomeFailed;
}

int Run(int argc, char** argv) {
  if (!ReturnToUsersDirectory()) {
    return BadUse("the directory the command was typed in is gone");
  }
  const absl::StatusOr<CommandLine> parsed = ParseCommandLine(argc, argv);
  if (!parsed.ok()) return BadUse(parsed.status().message());
  if (parsed->help) return PrintHelp(), kAllMeasured;

  const auto names = ListBenchmarks(argv[0]);
  if (!names.ok()) return BadUse(names.status().message());
  if (parsed->list_tests) {
    for (const std::string& name : *names) std::cout << name << "\n";
    return kAllMeasured;
  }
  const std::string results_dir = absl::GetFlag(FLAGS_feluda_results_dir);
  const absl::Status prepared = PrepareDirectory(results_dir);
  if (!prepared.ok()) {
    return BadUse(absl::StrCat("--feluda_results_dir: ", prepared.message()));
  }
  if (!parsed->out.empty()) {
    // Proves that it can be written, and leaves what was there.
    const absl::Status writable = PrepareDirectory(
        std::filesystem::path(parsed->out).parent_path().string());
    if (!writable.ok()) {
      return BadUse(absl::StrCat("--benchmark_out: ", writable.message()));
    }
  }
  WarnIfNotOptimised();
  return Measure(*parsed, results_dir, argv[0]);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) { return feluda::Run(argc, argv); }
