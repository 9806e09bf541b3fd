// Decides when to write a growing file anew. The whole file is written each
// time, so writing it after each of ten thousand benchmarks would take longer
// than they do.
//
//   SaveThrottle throttle;
//   if (throttle.IsDue(absl::Now())) {
//     const absl::Time began = absl::Now();
//     Save();
//     throttle.Saved(began, absl::Now());
//   }
//
// Saving may take a twentieth of the time of benchmarks that take a tenth of a
// second or more, and a tenth of a millisecond for each shorter one. So the
// time of all saves grows with the number of benchmarks and no faster. Thirty
// seconds after a save the next is due whatever it takes.

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
