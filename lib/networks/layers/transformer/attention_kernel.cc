#include "lib/networks/layers/transformer/attention_kernel.h"

#include <algorithm>
#include <cmath>

// The loops over a tile must be unrolled, or its sums would live in memory.
#define FELUDA_UNROLL _Pragma("GCC unroll 8")

// Highway compiles the code between HWY_BEFORE_NAMESPACE and
// HWY_AFTER_NAMESPACE once for each kind of vector, by including this file
// repeatedly.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/networks/layers/transformer/attention_kernel.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
// After highway.h, for each kind of vector.
#include "hwy/contrib/math/math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// Rows and vectors of columns that a tile of a product computes at once. Its
// sums stay in registers, so each number loaded serves several products.
constexpr size_t kTileRows = 6;
#if HWY_TARGET <= HWY_AVX3
constexpr size_t kTileVectors = 4;
#else
constexpr size_t kTileVectors = 2;
#endif

// Columns of keys that are written at a time.
constexpr size_t kSomeColumns = 16;

using Floats = hn::ScalableTag<float>;

size_t RoundedUp(size_t count) {
  const size_t lanes = hn::Lanes(Floats());
  return (count + lanes - 1) / lanes * lanes;
}

// A matrix in row-major order.
struct Rows {
  float* data;
  size_t stride;
};
struct ConstRows {
  const float* data;
  size_t stride;
};

// product = a * b for a tile; `a` has `depth` columns, `b` as many rows.
template <size_t kRows, size_t kVectors>
HWY_INLINE void Tile(const ConstRows& a, const ConstRows& b, size_t depth,
                     const Rows& product) {
  const Floats d;
  const size_t lanes = hn::Lanes(d);
  hn::Vec<Floats> sums[kRows][kVectors];
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kVectors; ++j) sums[i][j] = hn::Zero(d);
  }
  for (size_t k = 0; k < depth; ++k) {
    hn::Vec<Floats> row[kVectors];
    FELUDA_UNROLL
    for (size_t j = 0; j < kVectors; ++j) {
      row[j] = hn::LoadU(d, b.data + k * b.stride + j * lanes);
    }
    FELUDA_UNROLL
    for (size_t i = 0; i < kRows; ++i) {
      const auto factor = hn::Set(d, a.data[i * a.stride + k]);
      FELUDA_UNROLL
      for (size_t j = 0; j < kVectors; ++j) {
        sums[i][j] = hn::MulAdd(factor, row[j], sums[i][j]);
      }
    }
  }
  FELUDA_UNROLL
  for (size_t i = 0; i < kRows; ++i) {
    FELUDA_UNROLL
    for (size_t j = 0; j < kVectors; ++j) {
      hn::StoreU(sums[i][j], d, product.data + i * product.stride + j * lanes);
    }
  }
}

// product = a * b for kRows rows and `columns` columns, a multiple of a vector.
template <size_t kRows>
void Strip(const ConstRows& a, const ConstRows& b, size_t depth, size_t columns,
           const Rows& product) {
  const size_t lanes = hn::Lanes(Floats());
  size_t j = 0;
  for (; j + kTileVectors * lanes <= columns; j += kTileVectors * lanes) {
    Tile<kRows, kTileVectors>(a, {b.data + j, b.stride}, depth,
                              {product.data + j, product.stride});
  }
  for (; j < columns; j += lanes) {
    Tile<kRows, 1>(a, {b.data + j, b.stride}, depth,
                   {product.data + j, product.stride});
  }
}

// Replaces the first `count` scores by the exponentials of what they are above
// the largest, times `scale`, and those from there to `padded` by zeros.
// Returns the sum of the exponentials.
float Exponentials(size_t count, size_t padded, float scale, float* scores) {
  const Floats d;
  const size_t lanes = hn::Lanes(d);
  constexpr float kNothing = -1e30f;  // its exponential is 0
  const auto nothing = hn::Set(d, kNothing);
  auto most = nothing;
  for (size_t j = 0; j < padded; j += lanes) {
    const auto within = hn::FirstN(d, j < count ? count - j : 0);
    const auto score =
        hn::IfThenElse(within, hn::LoadU(d, scores + j), nothing);
    hn::StoreU(score, d, scores + j);
    most = hn::Max(most, score);
  }
  const auto largest = hn::MaxOfLanes(d, most);
  const auto factor = hn::Set(d, scale);
  auto sum = hn::Zero(d);
  for (size_t j = 0; j < padded; j += lanes) {
    const auto above = hn::Sub(hn::LoadU(d, scores + j), largest);
    const auto power = hn::Exp(d, hn::Mul(above, factor));
    hn::StoreU(power, d, scores + j);
    sum = hn::Add(sum, power);
  }
  return hn::GetLane(hn::SumOfLanes(d, sum));
}

void Scale(const float* from, size_t count, float factor, float* to) {
  const Floats d;
  const size_t lanes = hn::Lanes(d);
  const auto factors = hn::Set(d, factor);
  size_t k = 0;
  for (; k + lanes <= count; k += lanes) {
    hn::StoreU(hn::Mul(hn::LoadU(d, from + k), factors), d, to + k);
  }
  for (; k < count; ++k) to[k] = from[k] * factor;
}

// The scratch: keys transposed, values, and for a strip of rows the scores and
// the sums of values, all padded to whole vectors.
struct Scratch {
  Scratch(const AttentionHead& head, float* memory)
      : padded_tokens(RoundedUp(head.tokens)),
        padded_size(RoundedUp(head.size)),
        keys(memory),
        values(keys + head.size * padded_tokens),
        scores(values + head.tokens * padded_size),
        sums(scores + kTileRows * padded_tokens) {}

  const size_t padded_tokens;
  const size_t padded_size;
  float* const keys;
  float* const values;
  float* const scores;
  float* const sums;
};

// With keys in columns every product is a sum of rows times a number, and no
// vector has to be summed up across its lanes. Values are copied so that their
// rows lie together: rows of the input are often a multiple of 1 KiB apart and
// would fight for the same few places of the first-level cache. For that reason
// a few columns at a time are written.
void CopyKeysAndValues(const AttentionHead& head, const Scratch& scratch) {
  for (size_t first = 0; first < head.size; first += kSomeColumns) {
    const size_t end = std::min(head.size, first + kSomeColumns);
    for (size_t t = 0; t < head.tokens; ++t) {
      const float* const key = head.keys + t * head.input_stride;
      for (size_t k = first; k < end; ++k) {
        scratch.keys[k * scratch.padded_tokens + t] = key[k];
      }
    }
  }
  for (size_t k = 0; k < head.size; ++k) {
    float* const column = scratch.keys + k * scratch.padded_tokens;
    std::fill(column + head.tokens, column + scratch.padded_tokens, 0.0f);
  }
  for (size_t t = 0; t < head.tokens; ++t) {
    const float* const row = head.values + t * head.input_stride;
    float* const copy = scratch.values + t * scratch.padded_size;
    std::copy(row, row + head.size, copy);
    std::fill(copy + head.size, copy + scratch.padded_size, 0.0f);
  }
}

template <size_t kRows>
void AttendRows(const AttentionHead& head, const Scratch& scratch, float scale,
                size_t first) {
  // Later tokens are left out of both products, not computed and then hidden.
  const size_t tokens = head.causal ? first + kRows : head.tokens;
  const size_t columns = RoundedUp(tokens);
  Strip<kRows>({head.queries + first * head.input_stride, head.input_stride},
               {scratch.keys, scratch.padded_tokens}, head.size, columns,
               {scratch.scores, scratch.padded_tokens});
  float totals[kRows];
  for (size_t i = 0; i < kRows; ++i) {
    totals[i] = Exponentials(head.causal ? first + i + 1 : tokens, columns,
                             scale, scratch.scores + i * scratch.padded_tokens);
  }
  Strip<kRows>({scratch.scores, scratch.padded_tokens},
               {scratch.values, scratch.padded_size}, tokens,
               scratch.padded_size, {scratch.sums, scratch.padded_size});
  for (size_t i = 0; i < kRows; ++i) {
    Scale(scratch.sums + i * scratch.padded_size, head.size, 1.0f / totals[i],
          head.output + (first + i) * head.output_stride);
  }
}

void AttendHead(const AttentionHead& head, float* memory) {
  const Scratch scratch(head, memory);
  CopyKeysAndValues(head, scratch);
  const float scale = 1.0f / std::sqrt(static_cast<float>(head.size));
  size_t i = 0;
  for (; i + kTileRows <= head.tokens; i += kTileRows) {
    AttendRows<kTileRows>(head, scratch, scale, i);
  }
  for (; i < head.tokens; ++i) AttendRows<1>(head, scratch, scale, i);
}

size_t AttentionScratchFloats(const AttentionHead& head) {
  const size_t tokens = RoundedUp(head.tokens);
  const size_t size = RoundedUp(head.size);
  return head.size * tokens + head.tokens * size + kTileRows * (tokens + size);
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {

HWY_EXPORT(AttendHead);
HWY_EXPORT(AttentionScratchFloats);

void AttendHead(const AttentionHead& head, float* scratch) {
  HWY_DYNAMIC_DISPATCH(AttendHead)(head, scratch);
}

size_t AttentionScratchFloats(const AttentionHead& head) {
  return HWY_DYNAMIC_DISPATCH(AttentionScratchFloats)(head);
}

}  // namespace feluda
#endif  // HWY_ONCE
