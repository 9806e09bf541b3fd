// Products of rows that are rounded to whole numbers of 16 bits, in the widest
// vectors that the processor has, which Highway chooses at run time.
//
//   std::vector<float> products(a.count * b.count);
//   RoundedProducts(a, b, products.data(), /*stride=*/b.count);
//
// rounded_rows.h makes such rows, and says what their products are good for.
//
// Threads: any number.

#ifndef LIB_VECTORS_ROUNDED_PRODUCTS_H_
#define LIB_VECTORS_ROUNDED_PRODUCTS_H_

#include <cstddef>
#include <cstdint>

namespace feluda {

// Consecutive rows of RoundedRows, which must outlive this.
struct RoundedView {
  const int16_t* values;
  const float* units;
  size_t count;
  // The numbers of a row, zeros at its end among them.
  size_t stride;
};

// products[i * stride + j] = the product of a[i] and b[j], rounded twice in
// float32. Fastest if `a` has several rows. Reads up to three rows behind `b`
// and does not use them. REQUIRES: both are of one dimension, and
// stride >= b.count.
void RoundedProducts(const RoundedView& a, const RoundedView& b,
                     float* products, size_t stride);

// Returns the sum of the squares of a row's numbers. Unlike RoundedProducts()
// it reads no rows beside it, which other threads may be writing. REQUIRES:
// `row` is that of a view, and `length` the view's stride.
int32_t RoundedSquare(const int16_t* row, size_t length);

}  // namespace feluda

#endif  // LIB_VECTORS_ROUNDED_PRODUCTS_H_
