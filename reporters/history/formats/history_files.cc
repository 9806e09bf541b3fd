#include "reporters/history/formats/history_files.h"

#include <algorithm>

#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/files/unique_files.h"
#include "lib/program/flags.h"
#include "reporters/history/formats/history_github.h"
#include "reporters/history/formats/history_html.h"
#include "reporters/history/formats/history_json.h"
#include "reporters/output/prefixed_files.h"

ABSL_FLAG(std::string, to, "",
          "files to write as well: any of json,html,github, the last being "
          "github-action-benchmark's data.js");
ABSL_FLAG(std::string, out, "history", "those files without their endings");
ABSL_FLAG(std::string, repository_url, "",
          "the repository's address, https://github.com/me/mine, for links "
          "from --to=github to its commits");

namespace feluda {
namespace {

constexpr absl::string_view kNames[] = {"json", "html", "github"};

}  // namespace

bool HistoryFormats::Has(absl::string_view name) const {
  return std::find(names.begin(), names.end(), name) != names.end();
}

absl::StatusOr<HistoryFormats> HistoryFormatsFromFlags() {
  HistoryFormats formats;
  formats.names =
      absl::StrSplit(absl::GetFlag(FLAGS_to), ',', absl::SkipEmpty());
  for (const std::string& name : formats.names) {
    if (std::find(std::begin(kNames), std::end(kNames), name) ==
        std::end(kNames)) {
      return absl::InvalidArgumentError(
          absl::StrCat("--to: '", name,
                       "' is no format of a history; say json,html,github"));
    }
  }
  formats.prefix = absl::GetFlag(FLAGS_out);
  const absl::Status named =
      WithFlagName("--out", CheckFilePrefix(formats.prefix));
  if (!named.ok()) return named;
  formats.repository = absl::GetFlag(FLAGS_repository_url);
  const bool is_address = formats.repository.empty() ||
                          absl::StartsWith(formats.repository, "https://") ||
                          absl::StartsWith(formats.repository, "http://");
  if (!is_address) {
    return absl::InvalidArgumentError(
        absl::StrCat("--repository_url: '", formats.repository,
                     "' is no address; say https://github.com/me/mine"));
  }
  return formats;
}

absl::Status SaveHistory(const History& history, const CommitLog& log,
                         const HistoryFormats& formats) {
  UniqueFiles::Contents contents;
  if (formats.Has("json")) {
    contents.emplace_back(".json", HistoryJson(history));
  }
  if (formats.Has("html")) {
    contents.emplace_back(".html", HistoryHtml(history));
  }
  if (formats.Has("github")) {
    contents.emplace_back(".js",
                          HistoryDataJs(history, log, formats.repository));
  }
  return WritePrefixedFiles(formats.prefix, contents);
}

}  // namespace feluda
