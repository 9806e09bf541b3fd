#include "reporters/compare/comparison_outcome.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/new_run.h"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

using OutcomeRuns = std::vector<benchmark::BenchmarkReporter::Run>;

struct OutcomeCase {
  const char* name;
  OutcomeRuns from;
  OutcomeRuns to;
  int status;
  int strict_status;
  const char* message;
};

class OutcomeTest : public testing::TestWithParam<OutcomeCase> {};

ComparisonOutcome OutcomeFor(const OutcomeRuns& from, const OutcomeRuns& to,
                             bool strict, const CompareOptions& options = {}) {
  const ComparedSide old_side = MadeUpSide("old.json", from);
  const ComparedSide new_side = MadeUpSide("new.json", to);
  ComparisonReport report;
  report.comparison = Compare(old_side, new_side, options);
  return OutcomeOf(report, old_side, new_side, options, strict);
}

OutcomeRuns UnderLoad(double seconds, uint64_t seed, double other_cpus) {
  OutcomeRuns runs = MadeUpRounds("a", 20, seconds, seed);
  for (auto& run : runs) TellLoad(other_cpus, 1, run);
  return runs;
}

TEST_P(OutcomeTest, HasOneMeaning) {
  const OutcomeCase& test = GetParam();
  const ComparisonOutcome outcome = OutcomeFor(test.from, test.to, false);
  EXPECT_EQ(outcome.status, test.status) << outcome.message;
  EXPECT_EQ(outcome.message, test.message);
  EXPECT_EQ(OutcomeFor(test.from, test.to, true).status, test.strict_status);
}

INSTANTIATE_TEST_SUITE_P(
    Sides, OutcomeTest,
    testing::Values(
        OutcomeCase{"Same", MadeUpRounds("a", 20, 1, 1),
                    MadeUpRounds("a", 20, 1, 2), 0, 0, ""},
        OutcomeCase{"Worse", MadeUpRounds("a", 20, 1, 1),
                    MadeUpRounds("a", 20, 1.5, 2), 1, 1, ""},
        OutcomeCase{"Better", MadeUpRounds("a", 20, 1, 1),
                    MadeUpRounds("a", 20, 0.5, 2), 0, 0, ""},
        OutcomeCase{"WorseAsTheLoad", UnderLoad(1, 1, 0.1),
                    UnderLoad(1.15, 2, 0.8), 0, 4, ""},
        OutcomeCase{"WorseAgainstTheLoad", UnderLoad(1, 1, 0.8),
                    UnderLoad(1.15, 2, 0.1), 1, 1, ""},
        OutcomeCase{"OneProcess",
                    {MadeUpRoundRun("a", 0, 1)},
                    {MadeUpRoundRun("a", 0, 2)},
                    0,
                    4,
                    ""},
        OutcomeCase{"TooFew", MadeUpRounds("a", 3, 1, 1),
                    MadeUpRounds("a", 3, 1, 2), 0, 4, ""},
        OutcomeCase{"NothingInCommon",
                    {MadeUpRoundRun("a", 0, 1)},
                    {MadeUpRoundRun("b", 0, 1)},
                    3,
                    3,
                    "Not comparable: old.json and new.json have no benchmark "
                    "in common"},
        OutcomeCase{"NewOnesThatFailAreNotInCommon",
                    {MadeUpRoundRun("a", 0, 1)},
                    {FailedRun("b", "x")},
                    3,
                    3,
                    "Not comparable: old.json and new.json have no benchmark "
                    "in common"},
        OutcomeCase{"Empty",
                    {MadeUpRoundRun("a", 0, 1)},
                    {},
                    3,
                    3,
                    "Not comparable: new.json: has no benchmark that ran"},
        OutcomeCase{"AllFailedNow",
                    {MadeUpRoundRun("a", 0, 1)},
                    {FailedRun("a", "x")},
                    1,
                    1,
                    "All benchmarks of new.json failed"},
        OutcomeCase{"OneFailedNow",
                    {MadeUpRoundRun("a", 0, 1), MadeUpRoundRun("b", 0, 1)},
                    {FailedRun("a", "x"), MadeUpRoundRun("b", 0, 1)},
                    1,
                    1,
                    ""},
        OutcomeCase{"AllFailedBefore",
                    {FailedRun("a", "x")},
                    {MadeUpRoundRun("a", 0, 1)},
                    3,
                    3,
                    "Not comparable: all benchmarks of old.json failed: there "
                    "is nothing to compare with"},
        OutcomeCase{"AllFailedOnBoth",
                    {FailedRun("a", "x")},
                    {FailedRun("a", "x")},
                    3,
                    3,
                    "Not comparable: all benchmarks failed, in old.json as in "
                    "new.json"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(OutcomeOfTest, AFilterThatFindsNothingIsBadUse) {
  CompareOptions options;
  options.filter = *NamePattern::Parse("x");
  const ComparisonOutcome outcome = OutcomeFor(
      {MadeUpRoundRun("a", 0, 1)}, {MadeUpRoundRun("a", 0, 1)}, false, options);
  EXPECT_EQ(outcome.status, 2);
  EXPECT_EQ(outcome.message,
            "--benchmark_filter: 'x' finds no benchmark on either side");
}

TEST(OutcomeOfTest, AFileCutShortIsNotComparableThoughAllIsTheSame) {
  RecordedRuns recorded;
  recorded.runs = MadeUpRounds("a", 20, 1, 1);
  recorded.cut_short = true;
  ComparedSide side;
  side.Add("cut.json", recorded);
  ComparisonReport report;
  report.comparison = Compare(side, side, {});
  const ComparisonOutcome outcome = OutcomeOf(report, side, side, {}, false);
  EXPECT_EQ(outcome.status, 3);
  EXPECT_EQ(outcome.message,
            "Not comparable: cut.json: is cut short; what is compared is what "
            "is there");
}

TEST(OutcomeOfTest, OtherConditionsAreRefusedUnderStrictAlone) {
  const ComparedSide side = MadeUpSide("a.json", MadeUpRounds("a", 20, 1, 1));
  ComparisonReport report;
  report.comparison = Compare(side, side, {});
  report.conditions = {{"compiler", "g++ 12", "g++ 13"}};
  EXPECT_EQ(OutcomeOf(report, side, side, {}, false).status, 0);
  EXPECT_EQ(OutcomeOf(report, side, side, {}, true).status, 3);
  report.conditions.clear();
  report.comparison.other_work = {"a: seed 1, now 2"};
  EXPECT_EQ(OutcomeOf(report, side, side, {}, true).status, 3);
}

TEST(OutcomeOfTest, ABrokenBudgetIsAFailure) {
  const ComparedSide side = MadeUpSide("a.json", MadeUpRounds("a", 20, 1, 1));
  ComparisonReport report;
  report.comparison = Compare(side, side, {});
  report.broken_limits = {{"a", {ComparedMetric::kTime, false, 0.5}, 1.0, ""}};
  EXPECT_EQ(OutcomeOf(report, side, side, {}, false).status, 1);
}

}  // namespace
}  // namespace feluda
