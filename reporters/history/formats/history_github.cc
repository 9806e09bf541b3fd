#include "reporters/history/formats/history_github.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

int64_t MillisOf(const HistoryReport& report) {
  return report.date.has_value() ? absl::ToUnixMillis(*report.date) : 0;
}

// The page shows the name of a user of GitHub, which git does not know.
Json UserData(const std::string& name, const std::string& email) {
  return {{"name", name}, {"email", email}, {"username", name}};
}

Json CommitData(const HistoryReport& report, const CommitLog& log,
                absl::string_view repository) {
  const auto known = log.find(report.commit);
  const CommitFacts facts = known == log.end() ? CommitFacts() : known->second;
  Json json;
  json["author"] = UserData(facts.author, facts.author_email);
  json["committer"] = UserData(facts.committer, facts.committer_email);
  // The page names a point by the first seven letters.
  json["id"] = report.commit.empty() ? report.file : report.commit;
  json["message"] = facts.subject;
  json["timestamp"] = !facts.date.empty() || !report.date.has_value()
                          ? facts.date
                          : absl::FormatTime(absl::RFC3339_sec, *report.date,
                                             absl::UTCTimeZone());
  json["url"] = repository.empty() || report.commit.empty()
                    ? ""
                    : absl::StrCat(repository, "/commit/", report.commit);
  return json;
}

std::string EntryName(size_t group) {
  // The action's default for `name`.
  return group == 0 ? "Benchmark" : absl::StrCat("Benchmark ", group + 1);
}

}  // namespace

std::string HistoryDataJs(const History& history, const CommitLog& log,
                          absl::string_view repository) {
  int64_t last = 0;
  Json entries = Json::object();
  for (const HistoryMoment& moment : history.moments) {
    for (const HistoryReport& report : moment.reports) {
      last = std::max(last, MillisOf(report));
      entries[EntryName(moment.group)].push_back(
          {{"commit", CommitData(report, log, repository)},
           {"date", MillisOf(report)},
           {"tool", "customSmallerIsBetter"},
           {"benches", report.benches}});
    }
  }
  Json json;
  json["lastUpdate"] = last;
  json["repoUrl"] = std::string(repository);
  json["entries"] = std::move(entries);
  return absl::StrCat("window.BENCHMARK_DATA = ", DumpJson(json, 2), "\n");
}

}  // namespace feluda
