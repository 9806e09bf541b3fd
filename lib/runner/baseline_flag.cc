#include "lib/runner/baseline_flag.h"

#include <filesystem>
#include <system_error>

#include "absl/flags/flag.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/files/file_writer.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/runner/processes/subprocess_call.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/compare/compared_side.h"
#include "reporters/compare/comparison.h"
#include "reporters/compare/comparison_outcome.h"
#include "reporters/compare/formats/comparison_console.h"
#include "reporters/compare/formats/comparison_text.h"
#include "reporters/json/json_writer.h"

ABSL_FLAG(
    std::string, feluda_baseline, "",
    "compare the report with the baseline of this name; the first run with a "
    "name keeps its report as baseline_NAME.json in the results directory");

namespace feluda {
namespace {

constexpr absl::string_view kFlag = "--feluda_baseline";
constexpr size_t kMaxNameLength = 100;

bool IsFileName(absl::string_view name) {
  if (name.size() > kMaxNameLength) return false;
  for (const char c : name) {
    if (!absl::ascii_isalnum(c) && c != '_' && c != '-' && c != '.') {
      return false;
    }
  }
  return true;
}

std::string FileOf(const std::string& name, const std::string& directory) {
  return (std::filesystem::path(directory) /
          absl::StrCat("baseline_", name, ".json"))
      .string();
}

bool IsThere(const std::string& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

BaselineOutcome CompareWith(const std::string& file,
                            const RecordedRuns& baseline, const Report& report,
                            bool colors) {
  ComparedSide old_side;
  old_side.Add(file, baseline);
  ComparedSide new_side;
  RecordedRuns here;
  here.provenance = report.provenance();
  here.runs = report.runs();
  here.partial = report.partial();
  new_side.Add("this run", here);
  const CompareOptions options;
  const ComparisonReport comparison = CompareSides(old_side, new_side, options);
  const ComparisonOutcome outcome =
      OutcomeOf(comparison, old_side, new_side, options, /*strict=*/false);
  ComparisonConsoleOptions console;
  console.colors = colors;
  BaselineOutcome result;
  result.text = absl::StrCat("\n", ToConsole(comparison, console),
                             outcome.message.empty() ? "" : outcome.message,
                             outcome.message.empty() ? "" : ".\n");
  result.is_worse = outcome.status != kExitSuccess;
  return result;
}

}  // namespace

absl::Status CheckBaselineFlag(const std::string& results_directory) {
  const std::string name = absl::GetFlag(FLAGS_feluda_baseline);
  if (name.empty()) return absl::OkStatus();
  if (!IsFileName(name)) {
    return absl::InvalidArgumentError(absl::StrCat(
        kFlag, "=", name, ": say a name of letters, digits, '_', '-' and '.'"));
  }
  const std::string file = FileOf(name, results_directory);
  if (!IsThere(file)) return absl::OkStatus();
  const absl::StatusOr<std::string> mistake = CallInSubprocess([&] {
    return std::string(ReadRunsRegularFile(file).status().message());
  });
  if (!mistake.ok()) return WithFlagName(kFlag, mistake.status());
  if (mistake->empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      kFlag, ": ", *mistake, "; remove the file to keep a new baseline"));
}

absl::StatusOr<BaselineOutcome> UseBaseline(
    const Report& report, const std::string& results_directory, bool colors) {
  const std::string name = absl::GetFlag(FLAGS_feluda_baseline);
  if (name.empty() || report.runs().empty()) return BaselineOutcome();
  const std::string file = FileOf(name, results_directory);
  if (IsThere(file)) {
    const absl::StatusOr<RecordedRuns> baseline = ReadRunsRegularFile(file);
    if (!baseline.ok()) return WithFlagName(kFlag, baseline.status());
    return CompareWith(file, *baseline, report, colors);
  }
  BaselineOutcome outcome;
  if (!report.partial().empty()) {
    outcome.text = absl::StrCat("\nThe run is partial, so it was not kept as ",
                                file, ".\n");
    return outcome;
  }
  const absl::Status kept = WriteFileWhole(file, ToJson(report));
  if (!kept.ok()) return WithFlagName(kFlag, kept);
  outcome.text = absl::StrCat("\nKept as ", file, ". The next run with ", kFlag,
                              "=", name, " is compared with it.\n");
  return outcome;
}

}  // namespace feluda
