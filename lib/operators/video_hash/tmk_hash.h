// The hash of a video by TMK (temporal match kernel): how the features of its
// frames are on average, and how they come and go over time.
//
//   TmkHash hash = ...;                        // tmk_accumulator.h, tmk_file.h
//   hash.cosines[hash.IndexOf(period, coefficient) + k];
//
// Poullot, Tsukatani, Nguyen, Jegou and Satoh, "Temporal matching kernel with
// explicit feature maps", ACM Multimedia 2015, with the parameters and layout
// of Facebook's TMK+PDQF (2019).
//
// Size: 8 bytes for each of periods * coefficients * dimension, 256 KiB with
// the usual parameters, whatever the video's length.

#ifndef LIB_OPERATORS_VIDEO_HASH_TMK_HASH_H_
#define LIB_OPERATORS_VIDEO_HASH_TMK_HASH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace feluda {

struct TmkHash {
  // Of the frames that were taken.
  int32_t frames_per_second = 0;
  int32_t frame_count = 0;
  // In frames.
  std::vector<int32_t> periods;
  // Of the kernel by which frames at a distance in time are compared.
  std::vector<float> coefficients;
  // Of the frames' features: the "pure average feature". Its size is the
  // features' dimension.
  std::vector<float> average;
  // For each period and coefficient, in this order, the frames' features of
  // length 1 weighted by the cosine and sine of their time, summed, and scaled
  // to the square root of the coefficient.
  std::vector<float> cosines;
  std::vector<float> sines;

  size_t dimension() const { return average.size(); }

  // Where the features of a period and a coefficient begin.
  size_t IndexOf(size_t period, size_t coefficient) const {
    return (period * coefficients.size() + coefficient) * dimension();
  }
};

// Of Poullot and others: 2731, 4391, 9767 and 14653 frames.
std::vector<int32_t> TmkPeriods();

// Likewise: the 32 first Fourier coefficients of a von Mises kernel, beta 32.
std::vector<float> TmkCoefficients();

// The bytes of the average's float32 numbers in base64: what Feluda's operator
// video_hash returns.
std::string AverageAsBase64(const TmkHash& hash);

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_TMK_HASH_H_
