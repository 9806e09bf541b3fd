// Converts a video to a constant frame rate: decides which frame is shown at
// each tick.
//
//   ConstantRate rate(/*is_alone=*/true);
//   for (const Frame& frame : video) {
//     const ConstantRate::Fill fill = rate.Add(15 * seconds, 15 * duration);
//     Show(previous, fill.previous);
//     Show(frame, fill.current);
//   }
//   Show(last, rate.Finish());
//
// The rule is that of the `ffmpeg` program (`-r`), so frames are the same as
// for programs that are built on it. Times are in ticks from the beginning of
// the file. Let n be the next tick to be filled. A frame that begins at time t
// and lasts d ticks
//
//   - is left out if it ends before n - 1.1,
//   - fills tick n if it ends within 1.1 of n,
//   - fills all ticks up to its end, rounded, if it ends after n + 1.1. If it
//     begins after n + 1.1 as well, the previous frame fills the ticks up to
//     t - 0.6, rounded, and this one the rest.
//
// If the video is the file's only stream, the first tick is the one closest to
// the first frame. If there is sound, the first tick is 0, and the first frame
// fills all ticks up to its end.
//
// A consequence: when frames are left out, the shown frames lag by up to 1.5
// ticks. At half a video's rate they are 0, 1, 2, 3, 5, 7, ... A gap of more
// than 3,240,000 ticks is taken for an error in the times, and the frame is
// left out.

#ifndef LIB_MEDIA_VIDEO_CONSTANT_RATE_H_
#define LIB_MEDIA_VIDEO_CONSTANT_RATE_H_

#include <array>
#include <cstdint>

namespace feluda {

class ConstantRate {
 public:
  // How many ticks the previous frame fills, and how many the current one fills
  // after these.
  struct Fill {
    int64_t previous;
    int64_t current;
  };

  explicit ConstantRate(bool is_alone) : is_alone_(is_alone) {}

  Fill Add(double time, double duration);

  // Returns how many more ticks the last frame fills.
  int64_t Finish() const;

  // The first tick that is filled.
  int64_t first_tick() const { return first_tick_; }

 private:
  const bool is_alone_;
  bool has_begun_ = false;
  int64_t first_tick_ = 0;
  // The next tick to be filled.
  int64_t tick_ = 0;
  // Fill::previous of the last three frames, the latest first.
  std::array<int64_t, 3> repeats_ = {};
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_CONSTANT_RATE_H_
