#include "reporters/plan/rate_text.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(RateTextTest, RatesHaveThreeDigits) {
  EXPECT_EQ(HumanRate(1.234), "1.23");
  EXPECT_EQ(HumanRate(189.4), "189");
  EXPECT_EQ(HumanRate(999.7), "1,000");
  EXPECT_EQ(HumanRate(59749), "59,700");
  EXPECT_EQ(HumanRate(999999), "1.00 million");
  EXPECT_EQ(HumanRate(1.27e9), "1.27 billion");
}

TEST(RateTextTest, DurationsGrowToDays) {
  EXPECT_EQ(HumanDuration(45.2), "45.2 s");
  EXPECT_EQ(HumanDuration(750), "12.5 min");
  EXPECT_EQ(HumanDuration(11520), "3.20 h");
  EXPECT_EQ(HumanDuration(354240), "4.10 days");
}

TEST(RateTextTest, WholeNumbersHaveAllTheirDigits) {
  EXPECT_EQ(WholeNumber(100000), "100,000");
  EXPECT_EQ(WholeNumber(1.5), "1.50");
}

TEST(RateTextTest, SharesAreOfAHundred) { EXPECT_EQ(Percent(0.944), "94 %"); }

}  // namespace
}  // namespace feluda
