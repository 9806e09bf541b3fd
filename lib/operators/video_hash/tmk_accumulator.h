// Computes a video's TmkHash from the features of its frames, one after the
// other.
//
//   TmkAccumulator accumulator(/*frames_per_second=*/15);
//   for (const PdqfFeature& feature : features) accumulator.Add(feature);
//   TmkHash hash = std::move(accumulator).Finish();
//
// It takes one pass, in the widest vectors that the processor has, which
// Highway chooses at run time. Sums are float32, as in the reference.
//
// Threads: one at a time. Peak memory: the hash, 256 KiB. Cost: some 10
// microseconds for each frame.

#ifndef LIB_OPERATORS_VIDEO_HASH_TMK_ACCUMULATOR_H_
#define LIB_OPERATORS_VIDEO_HASH_TMK_ACCUMULATOR_H_

#include "lib/operators/video_hash/pdqf.h"
#include "lib/operators/video_hash/tmk_hash.h"

namespace feluda {

class TmkAccumulator {
 public:
  // Begins a hash with TmkPeriods() and TmkCoefficients().
  explicit TmkAccumulator(int frames_per_second);

  // Adds the feature of the next frame.
  void Add(const PdqfFeature& feature);

  // Returns the hash of the frames that were added, all zeros if there were
  // none.
  TmkHash Finish() &&;

 private:
  TmkHash hash_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_TMK_ACCUMULATOR_H_
