// A limit on how long something may take, counted from construction.
//
//   const TimeLimit limit(absl::Seconds(30));
//   while (!limit.IsOver()) Read();
//
// Threads: any number. IsOver() takes some 30 nanoseconds.

#ifndef LIB_MEDIA_VIDEO_TIME_LIMIT_H_
#define LIB_MEDIA_VIDEO_TIME_LIMIT_H_

#include <chrono>

#include "absl/time/time.h"

namespace feluda {

class TimeLimit {
 public:
  explicit TimeLimit(absl::Duration length)
      : length_(length), end_(EndAfter(length)) {}

  bool IsOver() const { return Clock::now() >= end_; }

  absl::Duration length() const { return length_; }

 private:
  // Unlike the wall clock, a steady clock is never set.
  using Clock = std::chrono::steady_clock;

  static Clock::time_point EndAfter(absl::Duration length) {
    // A later end could overflow the clock's numbers.
    if (length > absl::Hours(24 * 365)) return Clock::time_point::max();
    return Clock::now() + absl::ToChronoNanoseconds(length);
  }

  const absl::Duration length_;
  const Clock::time_point end_;
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_TIME_LIMIT_H_
