#include "reporters/output/save_throttle.h"

namespace feluda {
namespace {

constexpr int kShare = 20;
constexpr absl::Duration kShortBenchmark = absl::Milliseconds(100);
constexpr absl::Duration kForAShortOne = absl::Microseconds(100);
constexpr absl::Duration kLongestDelay = absl::Seconds(30);

}  // namespace

bool SavePace::IsDue(absl::Time now) {
  // Nothing at the first: it is due anyway.
  const absl::Duration took = now - last_asked_;
  if (took >= kShortBenchmark) {
    credit_ += took / kShare;
  } else if (took >= absl::ZeroDuration()) {
    credit_ += kForAShortOne;
  }
  last_asked_ = now;
  return credit_ >= last_took_ || now - last_saved_ >= kLongestDelay;
}

void SavePace::Saved(absl::Time began, absl::Time ended) {
  last_saved_ = ended;
  last_asked_ = ended;
  last_took_ = ended - began;
  credit_ = absl::ZeroDuration();
}

}  // namespace feluda
