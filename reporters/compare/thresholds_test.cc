#include "reporters/compare/thresholds.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(ThresholdsTest, TheLastEntryThatFitsCounts) {
  const auto thresholds = Thresholds::Parse("3%,time=10,^sort/:time=20%");
  ASSERT_TRUE(thresholds.ok()) << thresholds.status();
  EXPECT_DOUBLE_EQ(thresholds->For("hash", ComparedMetric::kPeakHeap), 0.03);
  EXPECT_DOUBLE_EQ(thresholds->For("hash", ComparedMetric::kTime), 0.1);
  EXPECT_DOUBLE_EQ(thresholds->For("sort/8", ComparedMetric::kTime), 0.2);
  EXPECT_DOUBLE_EQ(thresholds->For("sort/8", ComparedMetric::kPeakHeap), 0.03);
  EXPECT_DOUBLE_EQ(Thresholds().For("sort/8", ComparedMetric::kTime), 0.05);
}

TEST(ThresholdsTest, ConstantCountsHaveNoneUnlessTheirFigureIsNamed) {
  const auto thresholds = Thresholds::Parse("3%,allocations=10%");
  EXPECT_EQ(thresholds->ForExact("sort", ComparedMetric::kPeakHeap), 0);
  EXPECT_DOUBLE_EQ(thresholds->ForExact("sort", ComparedMetric::kAllocations),
                   0.1);
}

TEST(ThresholdsTest, MistakesNameTheEntry) {
  for (const std::string text :
       {"", "x", "0%", "-1%", "5%,", "time=", "nan", "1e9", "1e-320"}) {
    EXPECT_FALSE(Thresholds::Parse(text).ok()) << text;
  }
  EXPECT_EQ(Thresholds::Parse("5%,time=x").status().message(),
            "'time=x' has no percentage above 0 and up to 10000; say "
            "5%,time=10%");
  EXPECT_EQ(Thresholds::Parse("speed=5").status().message().substr(0, 22),
            "'speed' is no figure; ");
  EXPECT_FALSE(Thresholds::Parse("(:time=5").ok());
}

}  // namespace
}  // namespace feluda
