// Made-up posters, as they are shared as pictures: a coloured ground with
// shapes, a headline, a framed photograph and lines of small print in English.
//
//   cv::Mat canvas(480, 640, CV_8UC3);
//   cv::RNG random(42);
//   DrawPoster(random, canvas);
//
// Equal generators draw equal bytes on every machine. Threads: any number, a
// canvas each. Peak memory: some 8 bytes a pixel of the canvas.

#ifndef LIB_DATA_IMAGES_POSTER_H_
#define LIB_DATA_IMAGES_POSTER_H_

#include "opencv2/core.hpp"

namespace feluda {

// Covers the whole canvas. REQUIRES: it has three channels of 8 bits: red,
// green, blue.
void DrawPoster(cv::RNG& random, cv::Mat& canvas);

}  // namespace feluda

#endif  // LIB_DATA_IMAGES_POSTER_H_
