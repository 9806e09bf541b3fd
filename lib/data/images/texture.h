// Surfaces that pictures are painted with: fractal noise, palettes, and layers
// laid over one another by a mask.
//
//   const cv::Mat clouds = FractalNoise(random, canvas.size(), /*detail=*/60);
//   BlendColor(cv::Scalar(255, 250, 245), clouds, canvas);
//
// Only OpenCV's exact functions are used, on integers: interpolation and blur
// in fixed point, saturating sums, tables. Its other functions round as the
// vector instructions of the processor at hand do. The bytes are therefore the
// same on every machine. Threads: any number.

#ifndef LIB_DATA_IMAGES_TEXTURE_H_
#define LIB_DATA_IMAGES_TEXTURE_H_

#include <vector>

#include "opencv2/core.hpp"

namespace feluda {

// Returns grey noise that varies over the whole picture and, more and more
// weakly, over half of it, a quarter and so on, as clouds, rock and grass do.
// `detail` is the strength of a scale in percent of the one before: 40 is
// smooth, 80 is rough.
cv::Mat FractalNoise(cv::RNG& random, cv::Size size, int detail);

// Returns a picture of that size with the given colors in its corners (upper
// left, upper right, lower left, lower right) and their mixture between.
// REQUIRES: four colors of three channels.
cv::Mat CornerGradient(const std::vector<cv::Vec3b>& corners, cv::Size size);

// Replaces each grey level by its color on the way through `colors`, from black
// to white.
cv::Mat Colorize(const cv::Mat& grey, const std::vector<cv::Vec3b>& colors);

// Spreads grey levels out: those up to `low` become 0, those from `high` on
// 255. REQUIRES: low < high.
cv::Mat Stretch(const cv::Mat& grey, int low, int high);

// Lays a color over an RGB picture, as thickly as `mask` is bright.
// REQUIRES: `mask` is grey and as large as `canvas`.
void BlendColor(const cv::Scalar& color, const cv::Mat& mask, cv::Mat& canvas);

// Returns a round glow, 255 in its middle and 0 from `radius` on.
cv::Mat Glow(cv::Point middle, int radius, cv::Size size);

// Returns a random mixture of two colors.
cv::Vec3b ColorBetween(cv::RNG& random, const cv::Vec3b& one,
                       const cv::Vec3b& other);

}  // namespace feluda

#endif  // LIB_DATA_IMAGES_TEXTURE_H_
