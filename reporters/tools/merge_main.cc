// Joins reports into a new one:
//
//   bazel run //reporters:merge -- shard_0.json shard_1.json

#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "lib/files/unique_files.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/output/output_flags.h"
#include "reporters/output/outputs.h"
#include "reporters/output/plan_flag.h"
#include "reporters/output/report_formats.h"
#include "reporters/report/report.h"
#include "reporters/tools/merge_reports.h"

ABSL_FLAG(bool, feluda_force, false,
          "merge also where the reports are of different programs or machines, "
          "or have the same benchmark");

namespace feluda {
namespace {

constexpr char kHelp[] =
    "Joins reports, as of the shards of a run, into one new report.\n\n"
    "  merge [flags] a.json b.json ...\n\n";
constexpr char kExitStatuses[] =
    "\nThe files' names are printed. Exit status: 0 merged, 1 could not be "
    "saved, 2 bad\nuse and nothing was written.\n";

// Reads all files; the error has a line for each that cannot be read.
absl::StatusOr<std::vector<MergeInput>> ReadInputs(
    const std::vector<std::string>& files) {
  std::vector<MergeInput> inputs;
  std::vector<std::string> mistakes;
  for (const std::string& file : files) {
    absl::StatusOr<RecordedRuns> recorded = ReadRunsFile(file);
    if (recorded.ok()) {
      inputs.push_back({file, *std::move(recorded)});
    } else {
      mistakes.push_back(std::string(recorded.status().message()));
    }
  }
  const absl::Status status = JoinMistakes(mistakes);
  if (!status.ok()) return status;
  return inputs;
}

int Save(const Report& report, const OutputOptions& options) {
  UniqueFiles files = ReportFiles(options, absl::Now());
  absl::Status saved = files.Write(
      WriteReportFormats(report, *ParseReportFormats(options.report_formats)));
  for (const std::string& path : files.paths()) std::cout << path << "\n";
  saved.Update(AppendMarkdown(options, report));
  return ExitOfSaving(saved);
}

int Merge(const std::vector<std::string>& files, const OutputOptions& options) {
  absl::Status checked = CheckReportFormats(options);
  checked.Update(PlanFromFlag().status());
  if (!checked.ok()) return BadUse(checked.message());
  auto inputs = ReadInputs(files);
  if (!inputs.ok()) return BadUse(inputs.status().message());
  const std::vector<std::string> missing = MissingShards(*inputs);
  absl::StatusOr<Report> report =
      MergeReports(*std::move(inputs), absl::GetFlag(FLAGS_feluda_force));
  if (!report.ok()) {
    return BadUse(absl::StrCat(report.status().message(),
                               "\n--feluda_force merges them all the same."));
  }
  report->set_plan_request(options.plan);
  checked = CheckOutputs(options);
  if (!checked.ok()) return BadUse(checked.message());
  for (const std::string& shard : missing) {
    std::cerr << "Shard " << shard
              << " is not among them; one that had nothing to run made no "
                 "report.\n";
  }
  return Save(*report, options);
}

int Run(const std::vector<std::string>& files) {
  if (files.empty()) {
    return BadUse("no report is named; say merge a.json b.json ...");
  }
  return Merge(files, OutputOptionsFromFlags());
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kHelp, feluda::kExitStatuses},
                         feluda::Run);
}
