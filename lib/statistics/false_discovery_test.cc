#include "lib/statistics/false_discovery.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {
namespace {

TEST(FalseDiscoveryTest, LimitIsThatOfTheLargestFinding) {
  // Table 1 of Benjamini and Hochberg 1995: four findings at 5 %.
  const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201,
                                 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                                 0.4262, 0.5719, 0.6528, 0.7590, 1.000};
  const DiscoveryLimit limit = FalseDiscoveryLimit(p, 0.05);
  EXPECT_NEAR(limit.limit, 4 * 0.05 / 15, 1e-15);
  EXPECT_NEAR(limit.next, 5 * 0.05 / 15, 1e-15);
  EXPECT_EQ(std::count_if(p.begin(), p.end(),
                          [&](double one) { return one <= limit.limit; }),
            4);
}

TEST(FalseDiscoveryTest, WithoutAFindingTheFirstOneHasToPass) {
  const DiscoveryLimit limit = FalseDiscoveryLimit({0.9, 0.04}, 0.04);
  EXPECT_EQ(limit.limit, 0.02);
  EXPECT_EQ(limit.next, 0.02);
}

TEST(FalseDiscoveryTest, AllMayBeFindings) {
  EXPECT_EQ(FalseDiscoveryLimit({0.04, 0.01}, 0.04).limit, 0.04);
  EXPECT_EQ(FalseDiscoveryLimit({0.04, 0.01}, 0.04).next, 0.04);
  EXPECT_EQ(FalseDiscoveryLimit({}, 0.04).limit, 0.04);
}

// 1,000 reports of 600 figures in which nothing changed: 40 with a finding have
// a standard deviation of 6.
TEST(FalseDiscoveryTest, UnchangedReportsHaveAFindingAsOftenAsSaid) {
  MadeUpSamples made(11);
  int reports = 0;
  for (int report = 0; report < 1000; ++report) {
    std::vector<double> p(600);
    for (double& one : p) one = made.Uniform();
    const double least = *std::min_element(p.begin(), p.end());
    if (least <= FalseDiscoveryLimit(p, 0.04).limit) ++reports;
  }
  EXPECT_GT(reports, 18);
  EXPECT_LT(reports, 62);
}

}  // namespace
}  // namespace feluda
