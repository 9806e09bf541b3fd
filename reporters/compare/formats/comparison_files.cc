#include "reporters/compare/formats/comparison_files.h"

#include <algorithm>
#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "lib/files/appended_file.h"
#include "lib/program/flags.h"
#include "reporters/compare/formats/comparison_html.h"
#include "reporters/compare/formats/comparison_json.h"
#include "reporters/compare/formats/comparison_markdown.h"
#include "reporters/output/prefixed_files.h"

ABSL_FLAG(std::string, to, "",
          "files to write as well: any of json,markdown,html");
ABSL_FLAG(std::string, out, "comparison", "those files without their endings");
ABSL_FLAG(
    std::string, feluda_markdown_append, "",
    "a file that the Markdown is added to at the end, as the summary of a "
    "CI job, $GITHUB_STEP_SUMMARY");

namespace feluda {
namespace {

struct ComparisonFormat {
  absl::string_view name;
  absl::string_view ending;
  std::string (*write)(const ComparisonReport& report);
};

std::string MarkdownText(const ComparisonReport& report) {
  return ComparisonMarkdown(report);
}

std::string HtmlText(const ComparisonReport& report) {
  return ComparisonHtml(report);
}

constexpr ComparisonFormat kFormats[] = {
    {"json", ".json", ComparisonJson},
    {"markdown", ".md", MarkdownText},
    {"html", ".html", HtmlText},
};

bool IsFormat(absl::string_view name) {
  return std::any_of(
      std::begin(kFormats), std::end(kFormats),
      [&](const ComparisonFormat& format) { return format.name == name; });
}

}  // namespace

absl::StatusOr<ComparisonFormats> ComparisonFormatsFromFlags() {
  ComparisonFormats formats;
  formats.names =
      absl::StrSplit(absl::GetFlag(FLAGS_to), ',', absl::SkipEmpty());
  for (const std::string& name : formats.names) {
    if (IsFormat(name)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("--to: '", name,
                     "' is no format of a comparison; say "
                     "json,markdown,html"));
  }
  formats.prefix = absl::GetFlag(FLAGS_out);
  const absl::Status named =
      WithFlagName("--out", CheckFilePrefix(formats.prefix));
  if (!named.ok()) return named;
  formats.markdown_append = absl::GetFlag(FLAGS_feluda_markdown_append);
  if (!formats.markdown_append.empty()) {
    const absl::Status status = WithFlagName(
        "--feluda_markdown_append", CheckAppendable(formats.markdown_append));
    if (!status.ok()) return status;
  }
  return formats;
}

absl::Status SaveComparison(const ComparisonReport& report,
                            const ComparisonFormats& formats) {
  UniqueFiles::Contents contents;
  for (const ComparisonFormat& format : kFormats) {
    const auto& names = formats.names;
    if (std::find(names.begin(), names.end(), format.name) == names.end()) {
      continue;
    }
    contents.emplace_back(format.ending, format.write(report));
  }
  absl::Status saved = WritePrefixedFiles(formats.prefix, contents);
  if (!formats.markdown_append.empty()) {
    saved.Update(
        AppendToFile(formats.markdown_append, ComparisonMarkdown(report)));
  }
  return saved;
}

}  // namespace feluda
