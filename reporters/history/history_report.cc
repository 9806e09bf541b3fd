#include "reporters/history/history_report.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "lib/provenance/timestamp.h"
#include "reporters/ci/ci_services.h"
#include "reporters/report/report.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

// Empty where it is missing or no text.
std::string TextAt(const Json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  if (found == object.end() || !found->is_string()) return "";
  return found->get<std::string>();
}

std::string TextOfEither(const Provenance& provenance, const char* system_key,
                         const char* context_key) {
  const std::string text = TextAt(provenance.system_info, system_key);
  return text.empty() ? TextAt(provenance.benchmark, context_key) : text;
}

// What git takes for a commit, so that no report can name a flag of git's.
bool IsHash(absl::string_view text) {
  return text.size() >= 7 && text.size() <= 64 &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isxdigit(static_cast<unsigned char>(c));
         });
}

bool IsModified(const Provenance& provenance) {
  const Json& info = provenance.system_info;
  const auto found = info.is_object() ? info.find("git_modified") : info.end();
  return found != info.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace

HistoryReport ToHistoryReport(absl::string_view file,
                              const RecordedRuns& recorded, bool with_benches) {
  const Provenance& provenance = recorded.provenance;
  HistoryReport report;
  report.file = std::string(file);
  const std::string commit = absl::AsciiStrToLower(
      TextOfEither(provenance, "git_commit", "git_commit"));
  if (IsHash(commit)) report.commit = commit;
  report.is_modified = IsModified(provenance);
  report.date = ParseTimestamp(TextOfEither(provenance, "timestamp", "date"));
  report.conditions = ConditionsOf(provenance);
  report.side.Add(file, recorded);
  if (with_benches) {
    Report whole(provenance);
    whole.Extend(recorded.runs);
    report.benches = GithubActionBenches(whole);
  }
  return report;
}

bool IsOtherForm(absl::string_view file) {
  return absl::EndsWith(file, ".github.json") ||
         absl::EndsWith(file, ".bencher.json");
}

}  // namespace feluda
