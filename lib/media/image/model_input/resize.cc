#include "lib/media/image/model_input/resize.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

// Loops over an array of vectors must be unrolled, or it would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 16")

// Highway compiles the code between HWY_BEFORE_NAMESPACE and
// HWY_AFTER_NAMESPACE once for each kind of vector, by including this file
// repeatedly.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/media/image/model_input/resize.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#ifndef LIB_MEDIA_IMAGE_MODEL_INPUT_RESIZE_CC_
#define LIB_MEDIA_IMAGE_MODEL_INPUT_RESIZE_CC_
namespace feluda {
namespace {

// Bytes of a vector of 128 bits, and rows of a block that is transposed.
constexpr size_t kBlock = 16;

// Rows of bytes in memory.
struct Bytes {
  const uint8_t* first;
  size_t stride;
  size_t rows;
};

}  // namespace
}  // namespace feluda
#endif  // LIB_MEDIA_IMAGE_MODEL_INPUT_RESIZE_CC_

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

inline uint8_t SumUp(const uint8_t* in, size_t stride, const int32_t* weights,
                     size_t taps) {
  int32_t sum = ResamplingWeights::kHalf;
  for (size_t i = 0; i < taps; ++i) sum += in[i * stride] * weights[i];
  sum >>= ResamplingWeights::kFractionBits;
  return static_cast<uint8_t>(std::clamp(sum, 0, 255));
}

// Sums `kVectors` vectors of bytes at once, since a single chain of additions
// would wait for itself.
template <size_t kVectors>
HWY_INLINE void SumUpVectors(const uint8_t* HWY_RESTRICT in, size_t stride,
                             const int32_t* HWY_RESTRICT weights, size_t taps,
                             uint8_t* HWY_RESTRICT out) {
  const hn::CappedTag<int32_t, kBlock> d;
  const hn::Rebind<uint8_t, decltype(d)> bytes;
  const size_t lanes = hn::Lanes(d);
  hn::Vec<decltype(d)> sums[kVectors];
  FELUDA_UNROLL
  for (size_t v = 0; v < kVectors; ++v) {
    sums[v] = hn::Set(d, ResamplingWeights::kHalf);
  }
  for (size_t i = 0; i < taps; ++i) {
    const auto weight = hn::Set(d, weights[i]);
    FELUDA_UNROLL
    for (size_t v = 0; v < kVectors; ++v) {
      const auto pixels = hn::LoadU(bytes, in + i * stride + v * lanes);
      sums[v] = hn::Add(sums[v], hn::Mul(hn::PromoteTo(d, pixels), weight));
    }
  }
  FELUDA_UNROLL
  for (size_t v = 0; v < kVectors; ++v) {
    const auto whole =
        hn::ShiftRight<ResamplingWeights::kFractionBits>(sums[v]);
    hn::StoreU(hn::DemoteTo(bytes, whole), bytes, out + v * lanes);
  }
}

// Puts into each of `count` bytes of `out` the weighted sum of the bytes below
// one another in `taps` rows of `in`.
void SumUpRows(const uint8_t* in, size_t stride, const int32_t* weights,
               size_t taps, size_t count, uint8_t* out) {
  const size_t lanes = hn::Lanes(hn::CappedTag<int32_t, kBlock>());
  constexpr size_t kVectors = 6;
  size_t i = 0;
  for (; i + kVectors * lanes <= count; i += kVectors * lanes) {
    SumUpVectors<kVectors>(in + i, stride, weights, taps, out + i);
  }
  for (; i + lanes <= count; i += lanes) {
    SumUpVectors<1>(in + i, stride, weights, taps, out + i);
  }
  for (; i < count; ++i) out[i] = SumUp(in + i, stride, weights, taps);
}

// Transposes 16 x 16 bytes, by four perfect shuffles of the 16 rows, and writes
// the first `out_rows` rows of the result.
void TransposeTile(const uint8_t* const (&in)[kBlock], uint8_t* out,
                   size_t out_stride, size_t out_rows) {
#if HWY_TARGET == HWY_SCALAR
  for (size_t y = 0; y < out_rows; ++y) {
    for (size_t x = 0; x < kBlock; ++x) out[y * out_stride + x] = in[x][y];
  }
#else
  const hn::FixedTag<uint8_t, kBlock> d;
  constexpr size_t kHalf = kBlock / 2;
  hn::Vec<decltype(d)> rows[kBlock];
  FELUDA_UNROLL
  for (size_t i = 0; i < kBlock; ++i) rows[i] = hn::LoadU(d, in[i]);
  FELUDA_UNROLL
  for (int step = 0; step < 4; ++step) {
    hn::Vec<decltype(d)> shuffled[kBlock];
    FELUDA_UNROLL
    for (size_t i = 0; i < kHalf; ++i) {
      shuffled[2 * i] = hn::InterleaveLower(d, rows[i], rows[i + kHalf]);
      shuffled[2 * i + 1] = hn::InterleaveUpper(d, rows[i], rows[i + kHalf]);
    }
    FELUDA_UNROLL
    for (size_t i = 0; i < kBlock; ++i) rows[i] = shuffled[i];
  }
  for (size_t y = 0; y < out_rows; ++y) {
    hn::StoreU(rows[y], d, out + y * out_stride);
  }
#endif
}

// Writes the bytes of column x of 16 rows to out[16 x]. Where there are fewer
// rows the last one stands for the missing.
void ToColumns(const Bytes& rows, size_t width, uint8_t* out) {
  const uint8_t* row[kBlock];
  for (size_t y = 0; y < kBlock; ++y) {
    row[y] = rows.first + std::min(y, rows.rows - 1) * rows.stride;
  }
  if (width < kBlock) {
    for (size_t x = 0; x < width; ++x) {
      for (size_t y = 0; y < kBlock; ++y) out[x * kBlock + y] = row[y][x];
    }
    return;
  }
  // The last tile overlaps the one before if need be.
  for (size_t next = 0; next < width; next += kBlock) {
    const size_t x = std::min(next, width - kBlock);
    const uint8_t* tile[kBlock];
    for (size_t y = 0; y < kBlock; ++y) tile[y] = row[y] + x;
    TransposeTile(tile, out + x * kBlock, kBlock, kBlock);
  }
}

// The reverse of ToColumns() for the first `rows` rows.
void FromColumns(const uint8_t* columns, size_t width, size_t rows,
                 uint8_t* out) {
  if (width < kBlock) {
    for (size_t y = 0; y < rows; ++y) {
      for (size_t x = 0; x < width; ++x) {
        out[y * width + x] = columns[x * kBlock + y];
      }
    }
    return;
  }
  for (size_t next = 0; next < width; next += kBlock) {
    const size_t x = std::min(next, width - kBlock);
    const uint8_t* tile[kBlock];
    for (size_t i = 0; i < kBlock; ++i) tile[i] = columns + (x + i) * kBlock;
    TransposeTile(tile, out + x, width, rows);
  }
}

// Resizes rows. Along a row neighbours would have to be shuffled together, so
// 16 rows at a time are turned into columns: then 16 pixels that take the same
// weight lie side by side, and the columns' loop serves both passes.
void ResizeRows(const Bytes& in, size_t width, size_t channels,
                const ResamplingWeights& weights, uint8_t* out) {
  const size_t column = kBlock * channels;
  std::vector<uint8_t> columns(width * column);
  std::vector<uint8_t> resized(weights.size() * column);
  const size_t out_stride = weights.size() * channels;
  for (size_t y = 0; y < in.rows; y += kBlock) {
    const size_t rows = std::min(kBlock, in.rows - y);
    ToColumns({in.first + y * in.stride, in.stride, rows}, width * channels,
              columns.data());
    for (size_t x = 0; x < weights.size(); ++x) {
      const ResamplingWeights::Span& span = weights.SpanOf(x);
      SumUpRows(&columns[span.first * column], column, weights.WeightsOf(x),
                span.count, column, &resized[x * column]);
    }
    FromColumns(resized.data(), out_stride, rows, out + y * out_stride);
  }
}

// Resizes columns of rows of `stride` bytes, of which `in` has those from
// `first_row` on.
void ResizeColumns(const uint8_t* in, size_t first_row, size_t stride,
                   const ResamplingWeights& weights, uint8_t* out) {
  for (size_t y = 0; y < weights.size(); ++y) {
    const ResamplingWeights::Span& span = weights.SpanOf(y);
    SumUpRows(in + (span.first - first_row) * stride, stride,
              weights.WeightsOf(y), span.count, stride, out + y * stride);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

HWY_EXPORT(ResizeRows);
HWY_EXPORT(ResizeColumns);

absl::Status CheckSide(absl::string_view name, int side) {
  if (side >= 1 && side <= kMaxResizedSide) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      name, ": must be 1 to ", kMaxResizedSide, " pixels, is ", side));
}

Image WithSize(const Image& image, int width, int height) {
  Image resized;
  resized.width = width;
  resized.height = height;
  resized.channels = image.channels;
  resized.pixels.resize(resized.Stride() * static_cast<size_t>(height));
  return resized;
}

Image ResizeValid(const Image& image, int width, int height,
                  ResizeFilter filter) {
  if (width == image.width && height == image.height) return image;
  const ResamplingWeights vertical(image.height, height, filter);
  const ResamplingWeights::Span& last = vertical.SpanOf(vertical.size() - 1);
  const size_t first_row = vertical.SpanOf(0).first;
  const size_t rows = last.first + last.count - first_row;

  const Image* source = &image;
  size_t rows_left_out = 0;
  Image narrow;
  if (width != image.width) {
    // Like Pillow, without the rows that no pixel of the result needs.
    narrow = WithSize(image, width, static_cast<int>(rows));
    const Bytes in = {&image.pixels[first_row * image.Stride()], image.Stride(),
                      rows};
    HWY_DYNAMIC_DISPATCH(ResizeRows)
    (in, static_cast<size_t>(image.width), static_cast<size_t>(image.channels),
     ResamplingWeights(image.width, width, filter), narrow.pixels.data());
    if (height == image.height) return narrow;
    source = &narrow;
    rows_left_out = first_row;
  }
  Image resized = WithSize(image, width, height);
  HWY_DYNAMIC_DISPATCH(ResizeColumns)
  (source->pixels.data(), rows_left_out, resized.Stride(), vertical,
   resized.pixels.data());
  return resized;
}

}  // namespace

absl::StatusOr<Image> Resize(const Image& image, int width, int height,
                             ResizeFilter filter) {
  if (absl::Status s = Validate(image); !s.ok()) return s;
  if (absl::Status s = CheckSide("width", width); !s.ok()) return s;
  if (absl::Status s = CheckSide("height", height); !s.ok()) return s;
  return ResizeValid(image, width, height, filter);
}

}  // namespace feluda
#endif  // HWY_ONCE
