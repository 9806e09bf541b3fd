// How alike two videos are, by their hashes, at TMK's two levels.
//
//   absl::StatusOr<double> level1 = Level1Score(a, b);
//   if (level1.ok() && *level1 > 0.7) {
//     absl::StatusOr<TmkAlignment> level2 = Align(a, b);
//     if (level2.ok() && level2->score > 0.7) ItIsTheSame();
//   }
//
// Both give 1 for a video and itself. Level 1 compares what is seen and is made
// for searching; level 2 also when it is seen, and takes some milliseconds. 0.7
// are the reference's thresholds.
//
// Errors: InvalidArgument for hashes made with different parameters. Threads:
// any number. Peak memory: 8 bytes for each coefficient, three times.

#ifndef LIB_OPERATORS_VIDEO_HASH_TMK_SIMILARITY_H_
#define LIB_OPERATORS_VIDEO_HASH_TMK_SIMILARITY_H_

#include "absl/status/statusor.h"
#include "lib/operators/video_hash/tmk_hash.h"

namespace feluda {

// The cosine of the averages, -1 to 1; 0 if one has no length.
absl::StatusOr<double> Level1Score(const TmkHash& a, const TmkHash& b);

struct TmkAlignment {
  // The kernel's highest value over all shifts and periods, 1 for equals.
  double score;
  // By how many frames `b` has to come later to be where `a` is, below
  // `period`, the one by which it was found.
  int shift;
  int period;
};

absl::StatusOr<TmkAlignment> Align(const TmkHash& a, const TmkHash& b);

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_TMK_SIMILARITY_H_
