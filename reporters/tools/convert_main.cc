// Makes any format of a report from a saved one, or from a file of Google
// Benchmark's JSON that another program wrote:
//
//   bazel run //reporters:convert -- in.json --to=html

#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/files/appended_file.h"
#include "lib/files/output_target.h"
#include "lib/files/unique_files.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/runs/json/run_reader.h"
#include "lib/runs/workers/worker_fit.h"
#include "reporters/markdown/markdown.h"
#include "reporters/output/plan_flag.h"
#include "reporters/output/report_formats.h"
#include "reporters/report/report.h"

ABSL_FLAG(std::string, to, "",
          "the formats: any of json,markdown,html,csv,github,bencher");
ABSL_FLAG(
    std::string, feluda_markdown_append, "",
    "a file that the Markdown is added to at the end, as the summary of a "
    "CI job, $GITHUB_STEP_SUMMARY");

namespace feluda {
namespace {

constexpr char kHelp[] =
    R"(Makes any format of a report from a saved one, or from a file of Google
Benchmark's JSON that another program wrote; then only what is there is shown.

  convert in.json --to=html

)";
constexpr char kExitStatuses[] = R"(
The new files stand beside in.json and have its name with other endings; none
that is there is replaced. Those of a pipe, such as /dev/stdin, are converted.*,
in the working directory. Their names are printed. Exit status: 0 converted,
1 could not be saved, 2 bad use and nothing was written.
)";

Report MakeReport(const RecordedRuns& recorded) {
  Report report(recorded.provenance);
  report.set_plan_request(PlanFromFlag().value_or(PlanRequest()));
  report.Extend(recorded.runs);
  report.set_partial(recorded.partial);
  if (recorded.cut_short) report.set_partial("its file was cut short");
  return report;
}

// Returns the new files' names. A pipe is no place to put files beside, and its
// name says nothing.
UniqueFiles FilesBeside(const std::filesystem::path& path) {
  std::error_code ignored;
  if (DescriptorNamedBy(path.string()).has_value() ||
      std::filesystem::is_other(std::filesystem::status(path, ignored))) {
    return UniqueFiles(".", "converted");
  }
  const std::string directory = path.parent_path().string();
  return UniqueFiles(directory.empty() ? "." : directory, path.stem().string());
}

// Writes the formats beside the file and prints the new files' names.
absl::Status SaveReportFormats(const Report& report, const std::string& file,
                               const std::vector<ReportFormat>& formats) {
  if (formats.empty()) return absl::OkStatus();
  UniqueFiles files = FilesBeside(file);
  absl::Status saved = files.Write(WriteReportFormats(report, formats));
  for (const std::string& written : files.paths()) {
    std::cout << written << "\n";
  }
  return saved;
}

int Convert(const std::string& file, const std::vector<ReportFormat>& formats) {
  const std::string append = absl::GetFlag(FLAGS_feluda_markdown_append);
  if (!append.empty()) {
    const absl::Status status =
        WithFlagName("--feluda_markdown_append", CheckAppendable(append));
    if (!status.ok()) return BadUse(status.message());
  }
  const absl::StatusOr<RecordedRuns> recorded = ReadRunsFile(file);
  if (!recorded.ok()) return BadUse(recorded.status().message());
  const Report report = MakeReport(*recorded);
  absl::Status saved = SaveReportFormats(report, file, formats);
  if (!append.empty()) saved.Update(AppendToFile(append, ToMarkdown(report)));
  return ExitOfSaving(saved);
}

int Run(const std::vector<std::string>& files) {
  const std::string to = absl::GetFlag(FLAGS_to);
  const bool appends = !absl::GetFlag(FLAGS_feluda_markdown_append).empty();
  if (files.empty() || (to.empty() && !appends)) {
    return BadUse("say convert in.json --to=html");
  }
  if (files.size() > 1) {
    return BadUse(absl::StrCat(files[1], ": one file at a time"));
  }
  const absl::Status plan = PlanFromFlag().status();
  if (!plan.ok()) return BadUse(plan.message());
  if (to.empty()) return Convert(files[0], {});
  const auto formats = ParseReportFormats(to);
  if (!formats.ok()) {
    return BadUse(WithFlagName("--to", formats.status()).message());
  }
  return Convert(files[0], *formats);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kHelp, feluda::kExitStatuses, ""},
                         feluda::Run);
}
