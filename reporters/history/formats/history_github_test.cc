#include "reporters/history/formats/history_github.h"

#include <string>
#include <vector>

#include "absl/strings/strip.h"
#include "gtest/gtest.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/history/make_history.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

nlohmann::ordered_json DataOf(const std::string& script) {
  absl::string_view json = script;
  EXPECT_TRUE(absl::ConsumePrefix(&json, "window.BENCHMARK_DATA = "));
  return ParseJson(json);
}

TEST(HistoryGithubTest, EachReportIsAnEntry) {
  const History history = MadeUpHistory();
  const std::string& commit = history.moments[3].first().commit;
  const CommitLog log = {{commit,
                          {"2026-11-03T10:00:00+01:00", "Ada", "a@b.c", "Bob",
                           "b@b.c", "Sort faster"}}};
  const auto data =
      DataOf(HistoryDataJs(history, log, "https://github.com/me/mine"));
  EXPECT_EQ(data["lastUpdate"], 1794474000000);
  EXPECT_EQ(data["repoUrl"], "https://github.com/me/mine");
  ASSERT_EQ(data["entries"]["Benchmark"].size(), 12);
  const auto& entry = data["entries"]["Benchmark"][3];
  EXPECT_EQ(entry["commit"]["id"], commit);
  EXPECT_EQ(entry["commit"]["message"], "Sort faster");
  EXPECT_EQ(entry["commit"]["committer"]["username"], "Bob");
  EXPECT_EQ(entry["commit"]["url"],
            "https://github.com/me/mine/commit/" + commit);
  EXPECT_EQ(entry["tool"], "customSmallerIsBetter");
  EXPECT_EQ(entry["benches"], history.moments[3].first().benches);
}

// The page reads these of each point, and fails where one is missing.
TEST(HistoryGithubTest, UnknownCommitsHaveAllThatThePageReads) {
  std::vector<HistoryReport> days = MadeUpDays({1});
  days[0].commit.clear();
  const auto data =
      DataOf(HistoryDataJs(MakeHistory(std::move(days), {}), {}, ""));
  const auto& commit = data["entries"]["Benchmark"][0]["commit"];
  EXPECT_EQ(commit["id"], "results/day0.json");
  EXPECT_EQ(commit["timestamp"], "2026-11-01T09:00:00+00:00");
  EXPECT_EQ(commit["committer"]["username"], "");
  EXPECT_EQ(commit["url"], "");
}

}  // namespace
}  // namespace feluda
