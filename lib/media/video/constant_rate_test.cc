#include "lib/media/video/constant_rate.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAreArray;
using ::testing::SizeIs;

struct Frame {
  double time;
  double duration;
};

// Returns the number of the frame that is shown at each tick.
std::vector<int> Shown(const std::vector<Frame>& frames, bool is_alone) {
  ConstantRate rate(is_alone);
  std::vector<int> shown;
  for (size_t i = 0; i < frames.size(); ++i) {
    const auto fill = rate.Add(frames[i].time, frames[i].duration);
    shown.insert(shown.end(), fill.previous, static_cast<int>(i) - 1);
    shown.insert(shown.end(), fill.current, static_cast<int>(i));
  }
  shown.insert(shown.end(), rate.Finish(), static_cast<int>(frames.size()) - 1);
  return shown;
}

// Frames that are `step` ticks apart, shifted a little so that none begins
// exactly between two ticks.
std::vector<Frame> Steady(int count, double step, double duration) {
  std::vector<Frame> frames;
  for (int i = 0; i < count; ++i) frames.push_back({i * step + 1e-5, duration});
  return frames;
}

TEST(ConstantRateTest, ShowsWhatTheRuleSays) {
  const struct {
    std::string name;
    std::vector<Frame> frames;
    std::vector<int> shown;
  } kCases[] = {
      {"its own rate", Steady(4, 1.0, 1.0), {0, 1, 2, 3}},
      {"half the rate", Steady(10, 0.5, 0.5), {0, 1, 2, 3, 5, 7, 9}},
      {"a quarter", Steady(13, 0.25, 0.25), {0, 1, 3, 7, 11}},
      {"15 of 25", Steady(10, 0.6, 1.0), {0, 1, 2, 3, 4, 5, 7, 9}},
      {"three times", Steady(3, 3.0, 3.0), {0, 0, 0, 1, 1, 1, 2, 2, 2}},
      {"a gap that the duration tells", {{0, 3}, {3, 1}}, {0, 0, 0, 1}},
      {"a gap that it does not", {{0, 1}, {4, 1}}, {0, 0, 0, 1, 1}},
      {"two at a time", {{0, 1}, {0, 1}, {1, 1}, {2, 1}}, {0, 1, 2, 3}},
      {"one alone", {{0, 0}}, {0}},
  };
  for (const auto& c : kCases) {
    EXPECT_THAT(Shown(c.frames, /*is_alone=*/false), ElementsAreArray(c.shown))
        << c.name;
  }
}

TEST(ConstantRateTest, BeginsWithTheFirstFrameOfAStreamThatIsAlone) {
  const std::vector<Frame> late = {{4.2, 1}, {5.2, 1}};
  ConstantRate alone(/*is_alone=*/true);
  EXPECT_EQ(alone.Add(4.2, 1.0).current, 1);
  EXPECT_EQ(alone.first_tick(), 4);
  EXPECT_THAT(Shown(late, /*is_alone=*/true), ElementsAreArray({0, 1}));
  EXPECT_THAT(Shown(late, /*is_alone=*/false),
              ElementsAreArray({-1, -1, -1, -1, 0, 1}));
}

TEST(ConstantRateTest, BeginsWithTheFirstFrameThatIsShown) {
  EXPECT_THAT(Shown({{-9, 1}, {4, 1}, {5, 1}}, /*is_alone=*/true),
              ElementsAreArray({1, 2}));
}

TEST(ConstantRateTest, FillsGapsOfHours) {
  EXPECT_THAT(Shown({{0, 1}, {108002, 1}}, /*is_alone=*/false), SizeIs(108003));
}

TEST(ConstantRateTest, LeavesOutTimesThatCannotBe) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  for (double time : {3240002.0, 1e300, kInfinity, -kInfinity,
                      std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THAT(Shown({{0, 1}, {time, 1}, {1, 1}}, /*is_alone=*/false),
                ElementsAreArray({0, 2}))
        << time;
  }
}

TEST(ConstantRateTest, GoesOnRepeatingWhereGapsWereTheRule) {
  // The frames are four ticks apart and claim to last one. Of the three ticks
  // in between, two show the frame before; two are added after the last frame.
  EXPECT_THAT(Shown({{0, 1}, {4, 1}, {8, 1}, {12, 1}}, /*is_alone=*/false),
              ElementsAreArray({0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3}));
}

}  // namespace
}  // namespace feluda
