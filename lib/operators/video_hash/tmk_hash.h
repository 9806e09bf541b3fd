// The hash of a video by TMK (temporal match kernel): the average of its
// frames' features, and Fourier coefficients of how they come and go over time.
//
//   TmkHash hash = ...;                        // tmk_accumulator.h, tmk_file.h
//   hash.cosines[hash.IndexOf(period, coefficient) + k];
//
// Poullot, Tsukatani, Nguyen, Jegou and Satoh, "Temporal matching kernel with
// explicit feature maps", ACM Multimedia 2015, with the parameters and layout
// of Facebook's TMK+PDQF (2019).
//
// Size: 8 * periods * coefficients * dimension bytes, 256 KiB with the usual
// parameters, whatever the video's length.

#ifndef LIB_OPERATORS_VIDEO_HASH_TMK_HASH_H_
#define LIB_OPERATORS_VIDEO_HASH_TMK_HASH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace feluda {

struct TmkHash {
  // The rate and the number of the frames that were hashed.
  int32_t frames_per_second = 0;
  int32_t frame_count = 0;
  // The lengths of the periods, in frames.
  std::vector<int32_t> periods;
  // The Fourier coefficients of the kernel, a function of how far two frames
  // are apart in time.
  std::vector<float> coefficients;
  // The average of the frames' features, the reference's "pure average
  // feature". Its size is the features' dimension.
  std::vector<float> average;
  // For each period and, within it, each coefficient: the sum of the frames'
  // features, each scaled to length 1 and weighted by the cosine (or sine) of
  // its time, and then scaled to the length of the coefficient's square root.
  std::vector<float> cosines;
  std::vector<float> sines;

  size_t dimension() const { return average.size(); }

  // Where the sum of a period and a coefficient begins in cosines and sines.
  size_t IndexOf(size_t period, size_t coefficient) const {
    return (period * coefficients.size() + coefficient) * dimension();
  }
};

// Returns the periods that Poullot and others use: 2731, 4391, 9767 and 14653
// frames.
std::vector<int32_t> TmkPeriods();

// Returns their coefficients: the first 32 Fourier coefficients of a von Mises
// kernel with beta 32.
std::vector<float> TmkCoefficients();

// Returns the bytes of the average's float32 numbers in base64, as Feluda's
// operator video_hash does.
std::string AverageAsBase64(const TmkHash& hash);

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_TMK_HASH_H_
