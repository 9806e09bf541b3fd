#include "lib/media/video/constant_rate.h"

#include <algorithm>
#include <cmath>

namespace feluda {
namespace {

constexpr double kTolerance = 1.1;
// How many ticks a frame may fill: 30 hours at 30 frames a second.
constexpr int64_t kMaxTicks = 3240000;
// Up to here a double tells one tick from the next.
constexpr double kMaxFirstTick = 9e15;

}  // namespace

ConstantRate::Fill ConstantRate::Add(double time, double duration) {
  if (is_alone_ && !has_begun_ && time >= 0.5 && time <= kMaxFirstTick) {
    first_tick_ = std::llrint(time);
    tick_ = first_tick_;
    time = static_cast<double>(tick_);
  }
  const double begin = time - static_cast<double>(tick_);
  const double end = begin + duration;
  Fill fill = {0, 1};
  if (!(end >= -kTolerance)) {
    fill.current = 0;
  } else if (end > kTolerance) {
    if (!(end <= kMaxTicks)) return {0, 0};
    const int64_t all = std::llrint(end);
    if (begin > kTolerance) {
      fill.previous = std::min<int64_t>(all, std::llrint(begin - 0.6));
    }
    fill.current = all - fill.previous;
  }
  has_begun_ = has_begun_ || fill.previous + fill.current > 0;
  tick_ += fill.previous + fill.current;
  repeats_ = {fill.previous, repeats_[0], repeats_[1]};
  return fill;
}

int64_t ConstantRate::Finish() const {
  std::array<int64_t, 3> sorted = repeats_;
  std::sort(sorted.begin(), sorted.end());
  return sorted[1];
}

}  // namespace feluda
