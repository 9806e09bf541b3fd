// PDQF: what a picture of 64 x 64 pixels looks like, in 256 numbers. PDQ's
// hash before it is made into bits.
//
//   PdqfFeature feature;
//   Pdqf(rgb, feature);
//
// Luma, then the 16 x 16 lowest frequencies of its cosine transform without
// those that are constant along a row or a column: "The TMK+PDQF video-hashing
// algorithm and the PDQ image-hashing algorithm", Facebook 2019, sections on
// the PDQ algorithm and on video frames. So brightness changes nothing, and
// contrast the length alone.
//
// In the widest vectors that the processor has (chosen at run time, by
// Highway); results differ between them in the last bits. Some 10 microseconds.
// Threads: any number. Peak memory: 24 KiB of stack.

#ifndef LIB_OPERATORS_VIDEO_HASH_PDQF_H_
#define LIB_OPERATORS_VIDEO_HASH_PDQF_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace feluda {

// Pixels a side.
inline constexpr int kPdqfSide = 64;

// Frequencies a side, and of all.
inline constexpr int kPdqfFrequencies = 16;
inline constexpr size_t kPdqfDimension = kPdqfFrequencies * kPdqfFrequencies;

// Row by row, the lowest frequency first.
using PdqfFeature = std::array<float, kPdqfDimension>;

// `rgb` is three bytes a pixel, row by row. REQUIRES: rgb.size() is
// 3 * kPdqfSide * kPdqfSide.
void Pdqf(absl::Span<const uint8_t> rgb, PdqfFeature& feature);

}  // namespace feluda

#endif  // LIB_OPERATORS_VIDEO_HASH_PDQF_H_
