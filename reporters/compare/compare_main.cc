// Compares reports, or any files of Google Benchmark's JSON:
//
//   bazel run //reporters:compare -- old.json new.json

#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/compare/budget/budget.h"
#include "reporters/compare/comparison_outcome.h"
#include "reporters/compare/formats/comparison_console.h"
#include "reporters/compare/formats/comparison_files.h"
#include "reporters/compare/thresholds.h"
#include "reporters/console/terminal.h"

ABSL_FLAG(std::string, old, "", "the old side's files, separated by commas");
ABSL_FLAG(std::string, new, "", "the new side's files, separated by commas");
ABSL_FLAG(bool, strict, false,
          "refuse sides of other conditions, and exit with 4 where something "
          "cannot be told");
ABSL_FLAG(bool, pairs, false,
          "the rounds of one number ran one after the other in an order that "
          "was drawn, as those of //bench:ab");
ABSL_FLAG(std::string, benchmark_filter, "",
          "a regular expression that finds the benchmarks to compare");
ABSL_FLAG(std::string, feluda_threshold, "5%",
          "the change that still counts as the same, also by figure and by "
          "benchmark: 5%,time=10%,^sort/:time=20%");
ABSL_FLAG(std::string, feluda_budget, "",
          "a file that says what benchmarks may need at most");
ABSL_FLAG(bool, same, false, "show what stayed the same as well");
ABSL_FLAG(int, rows, 60, "the rows of the table at most");

namespace feluda {
namespace {

constexpr char kHelp[] =
    R"(Compares two reports, or any two files of Google Benchmark's JSON: for each
benchmark and figure what is better, the same, worse, or cannot be told.

  compare [flags] old.json new.json
  compare [flags] --old=a1.json,a2.json --new=b1.json,b2.json

)";
constexpr char kExitStatuses[] = R"(
Exit status: 0 nothing is worse, 1 something is worse, newly failed or over its
budget, 2 bad use, 3 not comparable, 4 something cannot be told (--strict only).
)";

struct SideFiles {
  std::vector<std::string> old_files;
  std::vector<std::string> new_files;
};

absl::StatusOr<SideFiles> FilesOfSides(const std::vector<std::string>& files) {
  const std::string old_list = absl::GetFlag(FLAGS_old);
  const std::string new_list = absl::GetFlag(FLAGS_new);
  SideFiles sides;
  if (old_list.empty() && new_list.empty() && files.size() == 2) {
    return SideFiles{{files[0]}, {files[1]}};
  }
  if (old_list.empty() || new_list.empty() || !files.empty()) {
    return absl::InvalidArgumentError(
        "say compare old.json new.json, or --old=a1.json,a2.json "
        "--new=b1.json,b2.json for several files a side");
  }
  sides.old_files = absl::StrSplit(old_list, ',', absl::SkipEmpty());
  sides.new_files = absl::StrSplit(new_list, ',', absl::SkipEmpty());
  return sides;
}

// What the flags say, checked.
struct Request {
  CompareOptions options;
  std::optional<Budget> budget;
  ComparisonFormats formats;
};

absl::StatusOr<Request> RequestFromFlags() {
  Request request;
  FlagMistakes mistakes;
  const std::string filter = absl::GetFlag(FLAGS_benchmark_filter);
  if (!filter.empty()) {
    mistakes.Take("--benchmark_filter", NamePattern::Parse(filter),
                  request.options.filter);
  }
  mistakes.Take("--feluda_threshold",
                Thresholds::Parse(absl::GetFlag(FLAGS_feluda_threshold)),
                request.options.thresholds);
  request.options.pairs = absl::GetFlag(FLAGS_pairs);
  const std::string budget_file = absl::GetFlag(FLAGS_feluda_budget);
  if (!budget_file.empty()) {
    mistakes.Take("--feluda_budget", ReadBudget(budget_file), request.budget);
  }
  mistakes.Take(ComparisonFormatsFromFlags(), request.formats);
  if (!mistakes.status().ok()) return mistakes.status();
  return request;
}

// Adds all files to a side; `keep` also gets their runs where it is not null.
absl::Status ReadSide(const std::vector<std::string>& files, ComparedSide& side,
                      std::vector<benchmark::BenchmarkReporter::Run>* keep) {
  std::vector<std::string> mistakes;
  for (const std::string& file : files) {
    absl::StatusOr<RecordedRuns> recorded = ReadRunsFile(file);
    if (!recorded.ok()) {
      mistakes.emplace_back(recorded.status().message());
      continue;
    }
    side.Add(file, *recorded);
    if (keep != nullptr) {
      keep->insert(keep->end(), recorded->runs.begin(), recorded->runs.end());
    }
  }
  return JoinMistakes(mistakes);
}

int Finish(const ComparisonReport& report, const ComparisonOutcome& outcome,
           const ComparisonFormats& formats) {
  ComparisonConsoleOptions console;
  console.rows = static_cast<size_t>(std::max(1, absl::GetFlag(FLAGS_rows)));
  console.show_same = absl::GetFlag(FLAGS_same);
  console.colors = MayUseColors(STDOUT_FILENO);
  std::cout << ToConsole(report, console) << std::flush;
  if (!outcome.message.empty()) std::cerr << outcome.message << ".\n";
  const int saved = ExitOfSaving(SaveComparison(report, formats));
  if (saved == kExitSuccess) return outcome.status;
  // What could not be written is told by no verdict's status.
  return outcome.status == kExitSuccess ? kExitBadUse : outcome.status;
}

int CompareFiles(const SideFiles& files, const Request& request) {
  ComparedSide old_side;
  ComparedSide new_side;
  std::vector<benchmark::BenchmarkReporter::Run> runs;
  absl::Status read = ReadSide(files.old_files, old_side, nullptr);
  if (!read.ok()) return BadUse(read.message());
  read = ReadSide(files.new_files, new_side,
                  request.budget.has_value() ? &runs : nullptr);
  if (!read.ok()) return BadUse(read.message());
  ComparisonReport report = CompareSides(old_side, new_side, request.options);
  if (request.budget.has_value()) {
    auto broken = CheckBudget(*request.budget, runs);
    if (!broken.ok()) {
      return BadUse(WithFlagName("--feluda_budget", broken.status()).message());
    }
    report.broken_limits = *std::move(broken);
  }
  const ComparisonOutcome outcome = OutcomeOf(
      report, old_side, new_side, request.options, absl::GetFlag(FLAGS_strict));
  if (outcome.status == kExitBadUse) return BadUse(outcome.message);
  return Finish(report, outcome, request.formats);
}

int CompareCommand(const std::vector<std::string>& arguments) {
  const auto files = FilesOfSides(arguments);
  if (!files.ok()) return BadUse(files.status().message());
  const auto request = RequestFromFlags();
  if (!request.ok()) return BadUse(request.status().message());
  return CompareFiles(*files, *request);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kHelp, feluda::kExitStatuses, ""},
                         feluda::CompareCommand);
}
