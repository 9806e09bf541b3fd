// Draws a clock onto the pictures of a generated video.
//
//   DrawClock(/*frame=*/7, /*frames_per_second=*/25, picture);  // 00:00:00:07
//
// Threads: any number. Peak memory: the picture alone.

#ifndef LIB_DATA_VIDEOS_CLOCK_OVERLAY_H_
#define LIB_DATA_VIDEOS_CLOCK_OVERLAY_H_

#include <cstdint>

#include "lib/media/video/yuv_picture.h"

namespace feluda {

// Writes hours, minutes, seconds and frame into the upper left corner; what
// does not fit is cut off. REQUIRES: frame >= 0, frames_per_second > 0.
void DrawClock(int64_t frame, int frames_per_second, YuvPicture& picture);

}  // namespace feluda

#endif  // LIB_DATA_VIDEOS_CLOCK_OVERLAY_H_
