// Dot products and squared distances of rows of float32, in the widest vectors
// that the processor has (chosen at run time, by Highway).
//
//   std::vector<float> products(a.count * b.count);
//   DotProducts(a, b, products.data(), /*stride=*/b.count);
//   products[i * b.count + j];  // the product of a[i] and b[j]
//
// Unless said otherwise, the bits of a result depend only on its two rows and
// the length of the processor's vectors. They depend neither on where the rows
// are in a matrix nor on how a caller cuts it into tiles, and swapping the two
// rows changes none.
//
// Threads: all functions may be called from any number of threads.
// Peak memory: none above input and output.

#ifndef LIB_VECTORS_PRODUCTS_H_
#define LIB_VECTORS_PRODUCTS_H_

#include <cstddef>

#include "lib/vectors/rows_view.h"

namespace feluda {

// products[i * stride + j] = the dot product of a[i] and b[j], summed in
// float32. Fastest if `b` fits in the second-level cache and `a` has several
// rows. REQUIRES: a.dimension == b.dimension, stride >= b.count.
void DotProducts(const RowsView& a, const RowsView& b, float* products,
                 size_t stride);

// Returns the same bits as DotProducts().
float DotProduct(const float* a, const float* b, size_t dimension);

// Returns the squared distance, summed in float32 from differences in float32.
float QuickSquaredDistance(const float* a, const float* b, size_t dimension);

// Returns the squared distance, summed in double from differences in double, to
// decide what float32 leaves in doubt. The bits do not depend on the length of
// the processor's vectors, only on whether it has fused multiply-add.
double SquaredDistance(const float* a, const float* b, size_t dimension);

// Returns the same of the rows multiplied by `scale_a` and `scale_b`.
double ScaledSquaredDistance(const float* a, double scale_a, const float* b,
                             double scale_b, size_t dimension);

}  // namespace feluda

#endif  // LIB_VECTORS_PRODUCTS_H_
