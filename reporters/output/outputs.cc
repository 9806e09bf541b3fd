#include "reporters/output/outputs.h"

#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <system_error>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/files/appended_file.h"
#include "lib/files/file_writer.h"
#include "lib/files/output_target.h"
#include "lib/files/unique_files.h"
#include "lib/program/flags.h"
#include "reporters/console/console.h"
#include "reporters/console/plan_console.h"
#include "reporters/console/terminal.h"
#include "reporters/json/json_writer.h"
#include "reporters/markdown/markdown.h"
#include "reporters/plan/plan.h"

namespace feluda {
namespace {

std::string DirectoryOf(const std::string& file) {
  return std::filesystem::path(file).parent_path().string();
}

absl::Status CheckOut(const std::string& out) {
  if (out.empty()) return absl::OkStatus();
  return WithFlagName("--benchmark_out", CheckOutputFile(out));
}

// A device or a pipe is no name to put endings to: /dev/null.json would be a
// file in /dev.
absl::Status CheckPrefix(const std::string& prefix) {
  std::error_code ignored;
  const auto found = std::filesystem::status(prefix, ignored);
  if (std::filesystem::is_other(found)) {
    return absl::InvalidArgumentError(absl::StrCat(
        prefix, " is no regular file; name files without their endings"));
  }
  return PrepareDirectory(DirectoryOf(prefix));
}

absl::Status CheckReport(const OutputOptions& options) {
  if (absl::Status s = CheckReportFormats(options); !s.ok()) return s;
  const std::string& prefix = options.report_prefix;
  if (prefix.empty()) {
    return WithFlagName("--feluda_results_dir",
                        PrepareDirectory(options.results_dir));
  }
  if (std::filesystem::path(prefix).filename().empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "--feluda_out: ", prefix, " has no name for the files after its /"));
  }
  return WithFlagName("--feluda_out", CheckPrefix(prefix));
}

// A file that grows is written anew as benchmarks end. A pipe or a device would
// pass on each of these versions.
BenchmarkOutput::When WhenToWrite(const OutputTarget& out) {
  return out.in_place ? BenchmarkOutput::When::kAtTheEnd
                      : BenchmarkOutput::When::kAsBenchmarksEnd;
}

}  // namespace

absl::Status CheckReportFormats(const OutputOptions& options) {
  return WithFlagName("--feluda_report",
                      ParseReportFormats(options.report_formats).status());
}

absl::Status CheckOutputs(const OutputOptions& options) {
  absl::Status status = CheckReport(options);
  if (status.ok()) status = CheckOut(options.out);
  if (!status.ok() || options.markdown_append.empty()) return status;
  return WithFlagName("--feluda_markdown_append",
                      CheckAppendable(options.markdown_append));
}

std::vector<std::string> DirectoriesOf(const OutputOptions& options) {
  std::vector<std::string> directories = {
      options.report_prefix.empty() ? options.results_dir
                                    : DirectoryOf(options.report_prefix)};
  if (options.out.empty()) return directories;
  const absl::StatusOr<OutputTarget> out = FindOutputTarget(options.out);
  if (out.ok()) directories.push_back(DirectoryOf(out->path));
  return directories;
}

UniqueFiles ReportFiles(const OutputOptions& options, absl::Time started) {
  if (options.report_prefix.empty()) {
    return UniqueFiles(options.results_dir, ReportFileName(started));
  }
  const std::string directory = DirectoryOf(options.report_prefix);
  return UniqueFiles(
      directory.empty() ? "." : directory,
      std::filesystem::path(options.report_prefix).filename().string());
}

absl::Status AppendMarkdown(const OutputOptions& options,
                            const Report& report) {
  if (options.markdown_append.empty()) return absl::OkStatus();
  return WithFlagName(
      "--feluda_markdown_append",
      AppendToFile(options.markdown_append, ToMarkdown(report)));
}

Outputs::Outputs(const OutputOptions& options, const Provenance& provenance,
                 absl::Time started)
    : options_(options),
      made_display_(MakeDisplay(options, provenance)),
      display_(made_display_ == nullptr
                   ? benchmark::CreateDefaultDisplayReporter()
                   : made_display_.get()),
      report_(provenance, ReportFiles(options, started),
              *ParseReportFormats(options.report_formats)) {
  report_.set_plan_request(options.plan);
  if (options.out.empty()) return;
  const absl::StatusOr<OutputTarget> out = FindOutputTarget(options.out);
  out_status_.Update(out.status());
  if (!out.ok()) return;
  out_ = std::make_unique<BenchmarkOutput>(
      options.out_format, WhenToWrite(*out),
      [this, path = options.out](absl::string_view output) {
        // Where both are the same, what was printed comes first.
        std::cout << std::flush;
        out_status_.Update(WriteFileWhole(path, output));
      });
}

// Google Benchmark alone knows what --benchmark_color and
// --benchmark_counters_tabular make of its console. CSV has a column a counter,
// and all are known only at the end.
std::unique_ptr<benchmark::BenchmarkReporter> Outputs::MakeDisplay(
    const OutputOptions& options, const Provenance& provenance) {
  const std::string& format = options.format;
  if (format == "json") return std::make_unique<benchmark::JSONReporter>();
  if (format == "console") return nullptr;
  if (format == "csv") {
    return std::make_unique<BenchmarkOutput>(
        format, BenchmarkOutput::When::kAtTheEnd,
        [this](absl::string_view output) {
          printed_at_the_end_ = std::string(output);
        });
  }
  return std::make_unique<Console>(
      provenance, options.color.value_or(MayUseColors(STDOUT_FILENO)));
}

void Outputs::SaveSoFar(const std::vector<Report::Run>& report,
                        const std::vector<Report::Run>& out) {
  report_.SaveSoFar(report);
  if (out_ != nullptr) out_->HandOnSoFar(out);
}

absl::Status Outputs::Finish() {
  std::cout << printed_at_the_end_;
  // After our own table alone: the others are for programs to read.
  if (options_.format.empty()) {
    std::cout << PlanForConsole(MakePlan(report_.report()));
  }
  std::cout << std::flush;
  for (const std::string& path : report_.paths()) std::cerr << path << "\n";
  const absl::Status appended =
      report_.report().runs().empty()
          ? absl::OkStatus()
          : AppendMarkdown(options_, report_.report());
  for (const absl::Status& status : {report_.status(), out_status_, appended}) {
    if (!status.ok()) std::cerr << "Not saved: " << status.message() << "\n";
  }
  if (!report_.status().ok()) {
    std::cerr << "The report follows on stdout instead.\n";
    std::cout << ToJson(report_.report()) << std::flush;
  }
  absl::Status first = report_.status();
  first.Update(out_status_);
  first.Update(appended);
  return first;
}

}  // namespace feluda
