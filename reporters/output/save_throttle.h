// When to write a growing file anew. It is written whole each time, so doing it
// after each of ten thousand benchmarks would take longer than they do.
//
//   SaveThrottle throttle;
//   if (throttle.IsDue(absl::Now())) {
//     const absl::Time began = absl::Now();
//     Save();
//     throttle.Saved(began, absl::Now());
//   }
//
// Saving may take a twentieth of the time that benchmarks take, where that is a
// tenth of a second and more, and a tenth of a millisecond for each that is
// shorter: all saves of a run take a time that grows with the number of its
// benchmarks and no faster. A benchmark of a second and more is saved at once,
// and thirty seconds after a save the next is due whatever it takes.

#ifndef REPORTERS_OUTPUT_SAVE_THROTTLE_H_
#define REPORTERS_OUTPUT_SAVE_THROTTLE_H_

#include "absl/time/time.h"

namespace feluda {

class SaveThrottle {
 public:
  // Asked once for each benchmark. True at the first.
  bool IsDue(absl::Time now);

  void Saved(absl::Time began, absl::Time ended);

 private:
  absl::Time last_asked_ = absl::InfiniteFuture();
  absl::Time last_saved_ = absl::InfinitePast();
  absl::Duration last_took_;
  // The time that saving may take by now.
  absl::Duration credit_;
};

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_SAVE_THROTTLE_H_
