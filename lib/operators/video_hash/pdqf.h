// PDQF: describes what a picture of 64 x 64 pixels looks like in 256 numbers.
// It is the PDQ hash before its numbers are reduced to bits.
//
//   PdqfFeature feature;
//   Pdqf(rgb, feature);
//
// The numbers are the 16 x 16 lowest frequencies of the cosine transform of the
// picture's luma, without the frequencies that are constant along a row or a
// column: "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing
// algorithm", Facebook 2019, sections on the PDQ algorithm and on video frames.
// So a change of brightness changes nothing, and a change of contrast only the
// length of the feature.
//
// Computed in the widest vectors that the processor has, which Highway chooses
// at run time; results differ between processors in the last bits. Cost: two or
// three microseconds. Threads: any number. Peak memory: 24 KiB of stack.

#ifndef LIB_OPERATORS_VIDEO_HASH_PDQF_H_
#define LIB_OPERATORS_VIDEO_HASH_PDQF_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace feluda {

// The picture's width and height in pixels.
inline constexpr int kPdqfSide = 64;

// How many frequencies there are along each axis, and in all.
inline constexpr int kPdqfFrequencies = 16;
inline constexpr size_t kPdqfDimension = kPdqfFrequencies * kPdqfFrequencies;

// The frequencies row by row, the lowest first.
using PdqfFeature = std::array<float, kPdqfDimension>;

// Computes the feature of `rgb`, three bytes for each pixel, row by row.
// REQUIRES: rgb.size() is 3 * kPdqfSide * kPdqfSide.
void Pdqf(absl::Span<const uint8_t> rgb, PdqfFeature& feature);

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_PDQF_H_
