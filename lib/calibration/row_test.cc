#include "lib/calibration/row.h"

#include <limits>
#include <utility>

#include "absl/status/status.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Row MakeRow(absl::StatusOr<double> reading, double below, double above) {
  return {"work",
          "bytes",
          Unit::kBytes,
          100,
          std::move(reading),
          {below, above, ""}};
}

struct Case {
  const char* name;
  absl::StatusOr<double> reading;
  double below;
  double above;
  Verdict expected;
};

class JudgeTest : public testing::TestWithParam<Case> {};

TEST_P(JudgeTest, HoldsTheErrorAgainstTheBound) {
  const Case& c = GetParam();
  EXPECT_EQ(Judge(MakeRow(c.reading, c.below, c.above)), c.expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, JudgeTest,
    testing::Values(Case{"Exact", 100, 0, 0, Verdict::kOk},
                    Case{"NotExact", 101, 0, 0, Verdict::kOutside},
                    Case{"Within", 103, 5, 5, Verdict::kOk},
                    Case{"OnTheUpperBound", 105, 5, 5, Verdict::kOk},
                    Case{"OnTheLowerBound", 95, 5, 5, Verdict::kOk},
                    Case{"Above", 105.01, 5, 5, Verdict::kOutside},
                    Case{"Below", 94.99, 5, 5, Verdict::kOutside},
                    Case{"OneSidedAbove", 110, 0, 20, Verdict::kOk},
                    Case{"OneSidedBelow", 99, 0, 20, Verdict::kOutside},
                    Case{"NotANumber", kNaN, 5, 5, Verdict::kOutside},
                    Case{"Absent", absl::UnavailableError("refused"), 5, 5,
                         Verdict::kAbsent}),
    [](const auto& test) { return test.param.name; });

TEST(CountTest, CountsEachVerdict) {
  const Rows rows = {MakeRow(100, 0, 0), MakeRow(101, 0, 0), MakeRow(100, 1, 1),
                     MakeRow(absl::UnavailableError("refused"), 0, 0)};
  const Tally tally = Count(rows);
  EXPECT_EQ(tally.ok, 2);
  EXPECT_EQ(tally.outside, 1);
  EXPECT_EQ(tally.absent, 1);
}

TEST(CountTest, OfNothingIsNothing) {
  const Tally tally = Count({});
  EXPECT_EQ(tally.ok + tally.outside + tally.absent, 0);
}

}  // namespace
}  // namespace feluda
