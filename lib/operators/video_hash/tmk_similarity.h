// Compares two videos by their hashes, at TMK's two levels.
//
//   absl::StatusOr<double> level1 = Level1Score(a, b);
//   if (level1.ok() && *level1 > 0.7) {
//     absl::StatusOr<TmkAlignment> level2 = Align(a, b);
//     if (level2.ok() && level2->score > 0.7) ItIsTheSame();
//   }
//
// Both levels give 1 for a video and itself. Level 1 compares what is seen and
// is made for searching; level 2 compares also when it is seen, and takes some
// milliseconds. The reference's threshold for both is 0.7.
//
// Errors: InvalidArgument for hashes made with different parameters. Threads:
// any number. Peak memory: 24 bytes for each coefficient.

#ifndef LIB_OPERATORS_VIDEO_HASH_TMK_SIMILARITY_H_
#define LIB_OPERATORS_VIDEO_HASH_TMK_SIMILARITY_H_

#include "absl/status/statusor.h"
#include "lib/operators/video_hash/tmk_hash.h"

namespace feluda {

// Returns the cosine of the angle between the averages, -1 to 1; 0 if one of
// them is 0.
absl::StatusOr<double> Level1Score(const TmkHash& a, const TmkHash& b);

struct TmkAlignment {
  // The kernel's highest value over all shifts and periods; 1 for equal videos.
  double score;
  // How many frames later `b` has to start to coincide with `a`, modulo
  // `period`, the period at which the highest value was found.
  int shift;
  int period;
};

absl::StatusOr<TmkAlignment> Align(const TmkHash& a, const TmkHash& b);

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_TMK_SIMILARITY_H_
