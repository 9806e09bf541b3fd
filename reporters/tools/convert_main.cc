// Makes any form of a report from a saved one, or from a file of Google
// Benchmark's JSON that another program wrote:
//
//   bazel run //reporters:convert -- in.json --to=html

#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "lib/base/working_directory.h"
#include "lib/files/appended_file.h"
#include "lib/files/unique_files.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/markdown/markdown.h"
#include "reporters/output/report_formats.h"
#include "reporters/report/report.h"

namespace feluda {
namespace {

enum ExitStatus { kConverted = 0, kNotSaved = 1, kBadUse = 2 };

constexpr char kHelp[] =
    R"(Makes any form of a report from a saved one, or from a file of Google
Benchmark's JSON that another program wrote; then only what is there is shown.

  convert in.json [--to=html[,markdown,json,github,bencher]]
                  [--feluda_markdown_append=FILE]

The new files stand beside in.json and have its name with other endings; none
that is there is replaced. Their names are printed. To FILE, the summary of a CI
job say, the Markdown is added. Exit status: 0 converted, 1 could not be saved,
2 bad use and nothing was written.
)";

struct Arguments {
  bool help = false;
  std::string file;
  std::vector<ReportFormat> formats;
  std::string markdown_append;
};

constexpr absl::string_view kAppend = "--feluda_markdown_append";

absl::StatusOr<Arguments> ParseArguments(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (argument == "--help") {
      arguments.help = true;
    } else if (absl::ConsumePrefix(&argument, "--to=")) {
      absl::StatusOr<std::vector<ReportFormat>> formats =
          ParseReportFormats(argument);
      if (!formats.ok()) {
        return absl::InvalidArgumentError(
            absl::StrCat("--to: ", formats.status().message()));
      }
      arguments.formats = *std::move(formats);
    } else if (absl::ConsumePrefix(&argument, absl::StrCat(kAppend, "="))) {
      arguments.markdown_append = std::string(argument);
    } else if (absl::StartsWith(argument, "-")) {
      return absl::InvalidArgumentError(
          absl::StrCat(argument, ": no such flag; --help lists them"));
    } else if (!arguments.file.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(argument, ": one file at a time"));
    } else {
      arguments.file = std::string(argument);
    }
  }
  const bool converts =
      !arguments.formats.empty() || !arguments.markdown_append.empty();
  if (!arguments.help && (arguments.file.empty() || !converts)) {
    return absl::InvalidArgumentError("say convert in.json --to=html");
  }
  return arguments;
}

Report MakeReport(const RecordedRuns& recorded) {
  Report report(recorded.provenance);
  report.Extend(recorded.runs);
  report.set_partial(recorded.partial);
  if (recorded.cut_short) report.set_partial("its file was cut short");
  return report;
}

int BadUse(absl::string_view message) {
  std::cerr << message << "\n";
  return kBadUse;
}

// Prints the files' names.
absl::Status SaveReportFormats(const Report& report,
                               const Arguments& arguments) {
  if (arguments.formats.empty()) return absl::OkStatus();
  const std::filesystem::path path = arguments.file;
  const std::string directory = path.parent_path().string();
  UniqueFiles files(directory.empty() ? "." : directory, path.stem().string());
  const absl::Status saved =
      files.Write(WriteReportFormats(report, arguments.formats));
  for (const std::string& written : files.paths()) {
    std::cout << written << "\n";
  }
  return saved;
}

int Convert(const Arguments& arguments) {
  const std::string& append = arguments.markdown_append;
  if (!append.empty()) {
    const absl::Status status = CheckAppendable(append);
    if (!status.ok()) {
      return BadUse(absl::StrCat(kAppend, ": ", status.message()));
    }
  }
  const absl::StatusOr<RecordedRuns> recorded = ReadRunsFile(arguments.file);
  if (!recorded.ok()) return BadUse(recorded.status().message());
  const Report report = MakeReport(*recorded);
  absl::Status saved = SaveReportFormats(report, arguments);
  if (!append.empty()) saved.Update(AppendToFile(append, ToMarkdown(report)));
  if (saved.ok()) return kConverted;
  std::cerr << "Not saved: " << saved.message() << "\n";
  return kNotSaved;
}

int Run(int argc, char** argv) {
  const absl::Status returned = ReturnToUsersDirectory();
  if (!returned.ok()) return BadUse(returned.message());
  const absl::StatusOr<Arguments> arguments = ParseArguments(argc, argv);
  if (!arguments.ok()) return BadUse(arguments.status().message());
  if (arguments->help) {
    std::cout << kHelp;
    return kConverted;
  }
  return Convert(*arguments);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) { return feluda::Run(argc, argv); }
