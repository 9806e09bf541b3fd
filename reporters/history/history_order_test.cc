#include "reporters/history/history_order.h"

#include <cstdlib>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> FilesOf(const std::vector<HistoryReport>& reports) {
  std::vector<std::string> files;
  for (const HistoryReport& report : reports) files.push_back(report.file);
  return files;
}

TEST(HistoryOrderTest, TheOldestIsFirst) {
  std::vector<HistoryReport> reports = MadeUpDays({1, 1, 1});
  std::swap(reports[0], reports[2]);
  ASSERT_TRUE(OrderByDate(reports).ok());
  EXPECT_THAT(FilesOf(reports),
              ElementsAre("results/day0.json", "results/day1.json",
                          "results/day2.json"));
}

TEST(HistoryOrderTest, AReportWithoutADateIsNamedWithTheRemedy) {
  std::vector<HistoryReport> reports = MadeUpDays({1, 1});
  reports[1].date.reset();
  EXPECT_THAT(std::string(OrderByDate(reports).message()),
              AllOf(HasSubstr("results/day1.json: does not tell when"),
                    HasSubstr("--as_given")));
}

class CommitOrderTest : public testing::Test {
 protected:
  std::string directory() const { return temporary_.path().string(); }

  bool Git(const std::string& arguments) const {
    const std::string command = "HOME=/nowhere git -C '" + directory() +
                                "' -c user.name=Ada -c user.email=b " +
                                arguments + " >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
  }

  // The hash of a new commit.
  std::string Commit(const std::string& subject) const {
    EXPECT_TRUE(Git("commit --allow-empty -m '" + subject + "'"));
    const std::string file = directory() + "/head";
    EXPECT_TRUE(std::system(("git -C '" + directory() + "' rev-parse HEAD >'" +
                             file + "'")
                                .c_str()) == 0);
    std::ifstream in(file);
    std::string hash;
    in >> hash;
    return hash;
  }

 private:
  const TemporaryDirectory temporary_;
};

TEST_F(CommitOrderTest, ParentsComeBeforeChildrenWhateverTheDates) {
  if (!Git("init")) GTEST_SKIP() << "git is not installed";
  std::vector<HistoryReport> reports = MadeUpDays({1, 1, 1});
  reports[2].commit = Commit("First");
  reports[0].commit = Commit("Second");
  reports[1].commit = Commit("Third | last");
  const auto log = OrderByCommit(directory(), reports);
  ASSERT_TRUE(log.ok()) << log.status();
  EXPECT_THAT(FilesOf(reports),
              ElementsAre("results/day2.json", "results/day0.json",
                          "results/day1.json"));
  const CommitFacts& facts = log->at(reports[2].commit);
  EXPECT_EQ(facts.subject, "Third | last");
  EXPECT_EQ(facts.committer, "Ada");
  EXPECT_THAT(facts.date, HasSubstr("T"));
}

TEST_F(CommitOrderTest, WhatTheRepositoryLacksIsNamed) {
  if (!Git("init")) GTEST_SKIP() << "git is not installed";
  std::vector<HistoryReport> reports = MadeUpDays({1, 1, 1});
  reports[0].commit = Commit("First");
  reports[2].commit = "abcdef1";
  const auto log = OrderByCommit(directory(), reports);
  EXPECT_THAT(std::string(log.status().message()),
              AllOf(Not(HasSubstr("day0")), HasSubstr("day1.json: its commit"),
                    HasSubstr("git fetch it"),
                    HasSubstr("day2.json: names no full commit")));
}

TEST_F(CommitOrderTest, ADirectoryThatIsNoRepositoryIsNamed) {
  std::vector<HistoryReport> reports = MadeUpDays({1});
  const auto log = OrderByCommit(directory() + "/none", reports);
  EXPECT_THAT(std::string(log.status().message()),
              HasSubstr("--feluda_git: " + directory() + "/none is no git"));
}

}  // namespace
}  // namespace feluda
