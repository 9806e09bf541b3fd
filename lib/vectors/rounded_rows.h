// Rows rounded to whole numbers of 16 bits, whose products cost little more
// than half of those of float32 and whose error is known.
//
//   RoundedRows rounded(/*count=*/100, /*dimension=*/512);
//   for (size_t i = 0; i < 100; ++i) rounded.Set(i, rows[i]);
//   std::vector<float> products(100 * 100);
//   RoundedProducts(rounded.Slice(0, 100), rounded.Slice(0, 100),
//                   products.data(), /*stride=*/100);
//
// A search computes all its distances so, and anew those that are in doubt:
// with row x stands x' = unit * (whole numbers), at most Radius() from x, so
// that by the triangle inequality
//
//   | |x - y| - |x' - y'| | <= Radius(x) + Radius(y),
//   |x' - y'|^2 = SquaredNorm(x) + SquaredNorm(y) - 2 product.
//
// Each row has a unit of its own, of which its length has some 46,000: no sum
// of products of 16 bits then exceeds 32 bits, and a row that is far longer
// than others costs them nothing. A radius is about 6e-6 times the length and
// the root of the dimension, so subtract the mean of the rows first.
//
// Sums are those of whole numbers, so the bits of a product depend on its two
// rows alone, whatever the length of the processor's vectors. Swapping the two
// changes none.
//
// Threads: any number may call Set(), each for another row; while none does,
// any number may call constant methods and RoundedProducts(), which reads rows
// beside those it multiplies. Memory: 2 bytes a number, with up to 31 numbers
// more in a row, and 12 bytes a row.

#ifndef LIB_VECTORS_ROUNDED_ROWS_H_
#define LIB_VECTORS_ROUNDED_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/vectors/rounded_products.h"

namespace feluda {

class RoundedRows {
 public:
  // More than float32 rounds of a squared distance as it is above, as a part of
  // the sum of the two norms.
  static constexpr float kRounding = 0x1p-21f;

  // Rows of zeros.
  RoundedRows(size_t count, size_t dimension);

  size_t dimension() const { return dimension_; }

  // Rounds the numbers of one row, less those of `origin` if there is one. Rows
  // shorter than 1e-16 become zeros.
  // REQUIRES: the square of the row's length is within float32.
  void Set(size_t row, const float* values, const float* origin = nullptr);

  // Writes the numbers of the rounded row.
  void Get(size_t row, float* values) const;

  // Copies row `from` of `other`, which may be this, to row `to`.
  // REQUIRES: both are of one dimension.
  void Copy(const RoundedRows& other, size_t from, size_t to);

  // The squared length of the rounded row.
  float SquaredNorm(size_t row) const { return squared_norms_[row]; }

  // At least the distance of a rounded row from the row that it was, and from
  // what that was before something was subtracted from it in float32.
  float Radius(size_t row) const { return radii_[row]; }

  // REQUIRES: begin <= end <= count.
  RoundedView Slice(size_t begin, size_t end) const {
    return {lines_[begin * lines_of_row_].words, units_.data() + begin,
            end - begin, lines_of_row_ * kLineWords};
  }

 private:
  static constexpr size_t kLineWords = 32;

  // The longest vectors are loaded in one piece where none spans two lines of
  // the cache.
  struct alignas(64) Line {
    int16_t words[kLineWords];
  };

  size_t dimension_;
  size_t lines_of_row_;
  // With a few rows of zeros at the end, which are read and not used.
  std::vector<Line> lines_;
  std::vector<float> units_;
  std::vector<float> squared_norms_;
  std::vector<float> radii_;
};

}  // namespace feluda

#endif  // LIB_VECTORS_ROUNDED_ROWS_H_
