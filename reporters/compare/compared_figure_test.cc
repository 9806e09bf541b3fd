#include "reporters/compare/compared_figure.h"

#include <cmath>
#include <optional>
#include <vector>

#include "gtest/gtest.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {
namespace {

// A figure of ten processes a side that vary by 1 %, the new ones slower by
// `ratio`, judged.
ComparedFigure Judged(ComparedMetric metric, double ratio,
                      std::optional<LoadOfSides> load, double old_seconds = 1) {
  MadeUpSamples made(1);
  const auto shape = SampleShape::kNormal;
  const auto change = EstimateChange(
      made.Make(shape, 10, old_seconds, 0.01),
      made.Make(shape, 10, ratio * old_seconds, 0.01), Pairing::kIndependent);
  ComparedFigure figure;
  figure.metric = metric;
  figure.old_median = old_seconds;
  figure.new_median = old_seconds * ratio;
  figure.load = load;
  figure.threshold = MeasurableThreshold(figure, 0.05);
  JudgeNoisyFigure(*change, {0.04, 0.02}, figure);
  return figure;
}

TEST(ComparedFigureTest, LoadThatRoseMayHaveMadeATimeWorse) {
  struct Case {
    const char* name;
    double ratio;
    std::optional<LoadOfSides> load;
    ComparedMetric metric;
    ComparedVerdict verdict;
  };
  const LoadOfSides rose = {0.1, 0.6, 2};
  const LoadOfSides fell = {0.6, 0.1, 2};
  const LoadOfSides full = {1, 2, 2};
  using Metric = ComparedMetric;
  using Verdict = ComparedVerdict;
  const Case cases[] = {
      {"no load", 1.3, std::nullopt, Metric::kTime, Verdict::kWorse},
      {"rose as the load", 1.3, rose, Metric::kTime, Verdict::kCannotTell},
      {"beyond the load", 3, rose, Metric::kTime, Verdict::kWorse},
      {"no CPU was left", 3, full, Metric::kTime, Verdict::kCannotTell},
      {"nor before", 3, LoadOfSides{2, 1, 2}, Metric::kTime,
       Verdict::kCannotTell},
      {"CPU time beyond it", 3, full, Metric::kCpuTime, Verdict::kWorse},
      {"CPU time as the load", 1.4, rose, Metric::kCpuTime,
       Verdict::kCannotTell},
      {"rose against the load", 1.3, fell, Metric::kTime, Verdict::kWorse},
      {"fell against the load", 0.7, rose, Metric::kTime, Verdict::kBetter},
      {"fell as the load", 0.7, fell, Metric::kTime, Verdict::kCannotTell},
      {"fell beyond the load", 0.3, fell, Metric::kTime, Verdict::kBetter},
      {"hidden by the load", 1, fell, Metric::kTime, Verdict::kCannotTell},
      {"start-up", 1.3, rose, Metric::kInitializationTime,
       Verdict::kCannotTell},
  };
  for (const Case& each : cases) {
    const ComparedFigure figure = Judged(each.metric, each.ratio, each.load);
    EXPECT_EQ(figure.verdict, each.verdict) << each.name;
    EXPECT_EQ(figure.is_hidden_by_load, each.verdict == Verdict::kCannotTell)
        << each.name;
    EXPECT_FALSE(figure.needed.has_value()) << each.name;
  }
}

}  // namespace
}  // namespace feluda
