// Made-up photographs: a sky with clouds and a sun, ridges of mountains in
// haze, a meadow with trees and houses, a lens that darkens and softens, and
// the grain of a sensor.
//
//   cv::Mat canvas(480, 640, CV_8UC3);
//   cv::RNG random(42);
//   DrawPhotograph(random, canvas);
//
// Equal generators draw equal bytes on every machine. Threads: any number, a
// canvas each. Peak memory: some 8 bytes a pixel of the canvas.

#ifndef LIB_DATA_IMAGES_PHOTOGRAPH_H_
#define LIB_DATA_IMAGES_PHOTOGRAPH_H_

#include "opencv2/core.hpp"

namespace feluda {

// Covers the whole canvas. REQUIRES: it has three channels of 8 bits: red,
// green, blue.
void DrawPhotograph(cv::RNG& random, cv::Mat& canvas);

}  // namespace feluda

#endif  // LIB_DATA_IMAGES_PHOTOGRAPH_H_
