// Makes a video's TmkHash of the features of its frames, one after the other.
//
//   TmkAccumulator accumulator(/*frames_per_second=*/15);
//   for (const PdqfFeature& feature : features) accumulator.Add(feature);
//   TmkHash hash = std::move(accumulator).Finish();
//
// One pass, in the widest vectors that the processor has (chosen at run time,
// by Highway). Sums are float32, as those of the reference.
//
// Threads: one at a time. Peak memory: the hash, 256 KiB. A frame costs some 10
// microseconds.

#ifndef LIB_OPERATORS_VIDEO_HASH_TMK_ACCUMULATOR_H_
#define LIB_OPERATORS_VIDEO_HASH_TMK_ACCUMULATOR_H_

#include "lib/operators/video_hash/pdqf.h"
#include "lib/operators/video_hash/tmk_hash.h"

namespace feluda {

class TmkAccumulator {
 public:
  // With TmkPeriods() and TmkCoefficients().
  explicit TmkAccumulator(int frames_per_second);

  // The next frame's.
  void Add(const PdqfFeature& feature);

  // The hash of what was added; all zeros if that was nothing.
  TmkHash Finish() &&;

 private:
  TmkHash hash_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_TMK_ACCUMULATOR_H_
