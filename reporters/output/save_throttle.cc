#include "reporters/output/save_throttle.h"

namespace feluda {
namespace {

constexpr int kShare = 20;
constexpr absl::Duration kShortBenchmark = absl::Milliseconds(100);
constexpr absl::Duration kForAShortOne = absl::Microseconds(100);
constexpr absl::Duration kMaxDelay = absl::Seconds(30);

}  // namespace

bool SaveThrottle::IsDue(absl::Time now) {
  // Nothing at the first: it is due anyway.
  const absl::Duration took = now - last_asked_;
  if (took >= kShortBenchmark) {
    credit_ += took / kShare;
  } else if (took >= absl::ZeroDuration()) {
    credit_ += kForAShortOne;
  }
  last_asked_ = now;
  return credit_ >= last_took_ || now - last_saved_ >= kMaxDelay;
}

void SaveThrottle::Saved(absl::Time began, absl::Time ended) {
  last_saved_ = ended;
  last_asked_ = ended;
  last_took_ = ended - began;
  credit_ = absl::ZeroDuration();
}

}  // namespace feluda
