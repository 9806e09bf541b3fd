// Which frame of a video is shown at each tick of a constant rate.
//
//   ConstantRate rate(/*is_alone=*/true);
//   for (const Frame& frame : video) {
//     const ConstantRate::Fill fill = rate.Add(15 * seconds, 15 * duration);
//     Show(previous, fill.previous);
//     Show(frame, fill.current);
//   }
//   Show(last, rate.Finish());
//
// The rule is the one by which the `ffmpeg` program makes a constant rate of
// any other (`-r`), so that frames are those that programs built on it see.
// Times are in ticks from the beginning of the file. The next tick to be filled
// being n, a frame at time t that is shown for d ticks
//
//   is left out      if it ends before n - 1.1,
//   fills tick n     if it ends within 1.1 of n,
//   fills all up to its end, rounded, if that is later than n + 1.1; where it
//                    begins after n + 1.1 as well, the frame before it fills
//                    those up to its beginning less 0.6, rounded.
//
// The first frame of a stream that is alone in its file begins at the tick
// closest to it, unless that is 0; beside sound it fills those before as well.
//
// So the ticks run up to 1.5 behind the frames when frames are left out: at
// half a video's rate they show frames 0, 1, 2, 3, 5, 7, ... A gap of more than
// 3,240,000 ticks is taken for a fault in the times, and the frame left out.

#ifndef LIB_MEDIA_VIDEO_CONSTANT_RATE_H_
#define LIB_MEDIA_VIDEO_CONSTANT_RATE_H_

#include <array>
#include <cstdint>

namespace feluda {

class ConstantRate {
 public:
  // How many ticks the frame before fills, and after these the frame itself.
  struct Fill {
    int64_t previous;
    int64_t current;
  };

  explicit ConstantRate(bool is_alone) : is_alone_(is_alone) {}

  Fill Add(double time, double duration);

  // How many more ticks the last frame fills.
  int64_t Finish() const;

  // The tick that is filled first.
  int64_t first_tick() const { return first_tick_; }

 private:
  const bool is_alone_;
  bool has_begun_ = false;
  int64_t first_tick_ = 0;
  // The next to be filled.
  int64_t tick_ = 0;
  // Fill::previous of the last three frames.
  std::array<int64_t, 3> repeats_ = {};
};

}  // namespace feluda

#endif  // LIB_MEDIA_VIDEO_CONSTANT_RATE_H_
