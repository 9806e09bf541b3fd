#include "reporters/history/formats/history_console.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "reporters/compare/testing/made_up_sides.h"
#include "reporters/history/make_history.h"
#include "reporters/history/testing/made_up_history.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(HistoryConsoleTest, AStepHasARowWithItsPlaceAndItsLevels) {
  const std::string text = HistoryConsole(MadeUpHistory());
  EXPECT_THAT(
      text,
      HasSubstr("Benchmark    Figure       Last before                 First "
                "after                 Before   After   Change  Found\n"
                "sort/<slow>  time         00000abc5 2026-11-06 09:00  "));
  EXPECT_THAT(text, HasSubstr("    100     101   +1.0 %  exactly\n"));
  EXPECT_THAT(text, HasSubstr("3 steps in 3 of "));
  EXPECT_THAT(text, HasSubstr("12 reports, 2026-11-01 09:00 to 2026-11-12 "
                              "09:00 UTC.\n"));
  EXPECT_THAT(text, Not(HasSubstr("sort/flat")));
}

TEST(HistoryConsoleTest, RowsAreLimited) {
  EXPECT_THAT(HistoryConsole(MadeUpHistory(), 1),
              HasSubstr("and 2 more: --rows=3 shows all\n"));
}

TEST(HistoryConsoleTest, MachinesAndBuildsAreToldFirst) {
  std::vector<HistoryReport> days = MadeUpDays({1, 1, 1});
  days.push_back(MadeUpDay(3, {}, "g++ 13"));
  EXPECT_THAT(HistoryConsole(MakeHistory(std::move(days), {})),
              StartsWith("Machines and builds differ, and have series of their "
                         "own:\n  [1] compiler g++ 12: 3 reports\n  [2] "
                         "compiler g++ 13: 1 report\n"));
}

TEST(HistoryConsoleTest, ANameWithALineBreakStaysInItsRow) {
  std::vector<HistoryReport> days;
  for (int day = 0; day < 8; ++day) {
    days.push_back(
        MadeUpDay(day, {MadeUpRoundRun("a\nb", -1, day < 4 ? 1 : 2)}));
  }
  EXPECT_THAT(HistoryConsole(MakeHistory(std::move(days), {})),
              HasSubstr("\na b        time "));
}

TEST(HistoryConsoleTest, FewReportsAreSaidToBeFew) {
  EXPECT_THAT(HistoryConsole(MakeHistory(MadeUpDays({1, 2}), {})),
              HasSubstr("2 series have fewer than 4 reports"));
}

}  // namespace
}  // namespace feluda
