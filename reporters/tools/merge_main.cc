// Joins reports into a new one:
//
//   bazel run //reporters:merge -- shard_0.json shard_1.json

#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "lib/base/working_directory.h"
#include "lib/files/appended_file.h"
#include "lib/files/file_writer.h"
#include "lib/files/unique_files.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/markdown/markdown.h"
#include "reporters/output/report_formats.h"
#include "reporters/output/report_saver.h"
#include "reporters/tools/merge_reports.h"

namespace feluda {
namespace {

enum ExitStatus { kMerged = 0, kNotSaved = 1, kBadUse = 2 };

constexpr char kHelp[] =
    R"(Joins reports, as of the shards of a run, into one new report.

  merge [flags] a.json b.json ...

          [--feluda_results_dir=results]  where it is written; made if missing
          [--feluda_report=json,markdown,html]  the formats; also github, bencher
          [--feluda_markdown_append=FILE]  adds the Markdown to it, the summary
                             of a CI job say
          [--feluda_force]  also where the reports are of different programs
                             or machines, or have the same benchmark

The files' names are printed. Exit status: 0 merged, 1 could not be saved, 2 bad
use and nothing was written.
)";

struct Arguments {
  bool help = false;
  bool anyway = false;
  std::string results_dir = "results";
  std::string formats = std::string(kDefaultReportFormats);
  std::string markdown_append;
  std::vector<std::string> files;
};

absl::StatusOr<Arguments> ParseArguments(int argc, char** argv) {
  Arguments arguments;
  std::vector<std::string> mistakes;
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (argument == "--help") {
      arguments.help = true;
    } else if (argument == "--feluda_force") {
      arguments.anyway = true;
    } else if (absl::ConsumePrefix(&argument, "--feluda_results_dir=")) {
      arguments.results_dir = std::string(argument);
    } else if (absl::ConsumePrefix(&argument, "--feluda_report=")) {
      arguments.formats = std::string(argument);
    } else if (absl::ConsumePrefix(&argument, "--feluda_markdown_append=")) {
      arguments.markdown_append = std::string(argument);
    } else if (absl::StartsWith(argument, "-")) {
      mistakes.push_back(
          absl::StrCat(argument, ": no such flag; --help lists them"));
    } else {
      arguments.files.emplace_back(argument);
    }
  }
  if (arguments.help) return arguments;
  if (arguments.files.empty() && mistakes.empty()) {
    mistakes.push_back("no report is named; say merge a.json b.json ...");
  }
  if (mistakes.empty()) return arguments;
  return absl::InvalidArgumentError(absl::StrJoin(mistakes, "\n"));
}

// Of all files that cannot be read, a line each.
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
  if (mistakes.empty()) return inputs;
  return absl::InvalidArgumentError(absl::StrJoin(mistakes, "\n"));
}

int BadUse(absl::string_view message) {
  std::cerr << message << "\n";
  return kBadUse;
}

int Save(const Report& report, const Arguments& arguments,
         const std::vector<ReportFormat>& formats) {
  UniqueFiles files(arguments.results_dir, ReportFileName(absl::Now()));
  absl::Status saved = files.Write(WriteReportFormats(report, formats));
  for (const std::string& path : files.paths()) std::cout << path << "\n";
  if (!arguments.markdown_append.empty()) {
    saved.Update(AppendToFile(arguments.markdown_append, ToMarkdown(report)));
  }
  if (saved.ok()) return kMerged;
  std::cerr << "Not saved: " << saved.message() << "\n";
  return kNotSaved;
}

absl::Status Named(absl::string_view flag, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::InvalidArgumentError(absl::StrCat(flag, ": ", status.message()));
}

absl::Status CheckFiles(const Arguments& arguments) {
  const absl::Status prepared =
      Named("--feluda_results_dir", PrepareDirectory(arguments.results_dir));
  if (!prepared.ok() || arguments.markdown_append.empty()) return prepared;
  return Named("--feluda_markdown_append",
               CheckAppendable(arguments.markdown_append));
}

int Merge(const Arguments& arguments) {
  const auto formats = ParseReportFormats(arguments.formats);
  if (!formats.ok()) {
    return BadUse(Named("--feluda_report", formats.status()).message());
  }
  auto inputs = ReadInputs(arguments.files);
  if (!inputs.ok()) return BadUse(inputs.status().message());
  const std::vector<std::string> missing = MissingShards(*inputs);
  const absl::StatusOr<Report> report =
      MergeReports(*std::move(inputs), arguments.anyway);
  if (!report.ok()) {
    return BadUse(absl::StrCat(report.status().message(),
                               "\n--feluda_force merges them all the same."));
  }
  const absl::Status checked = CheckFiles(arguments);
  if (!checked.ok()) return BadUse(checked.message());
  for (const std::string& shard : missing) {
    std::cerr << "Shard " << shard
              << " is not among them; one that had nothing to run made no "
                 "report.\n";
  }
  return Save(*report, arguments, *formats);
}

int Run(int argc, char** argv) {
  const absl::Status returned = ReturnToUsersDirectory();
  if (!returned.ok()) return BadUse(returned.message());
  const absl::StatusOr<Arguments> arguments = ParseArguments(argc, argv);
  if (!arguments.ok()) return BadUse(arguments.status().message());
  if (!arguments->help) return Merge(*arguments);
  std::cout << kHelp;
  return kMerged;
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) { return feluda::Run(argc, argv); }
