// A view of a matrix as rows of float32, which it does not own: the input of
// the computations on vectors.
//
//   std::vector<float> values = {0, 1, 2, 3, 4, 5};
//   const RowsView rows(values.data(), /*count=*/3, /*dimension=*/2);
//   rows[1][0];  // 2

#ifndef LIB_VECTORS_ROWS_VIEW_H_
#define LIB_VECTORS_ROWS_VIEW_H_

#include <cstddef>

namespace feluda {

struct RowsView {
  RowsView() = default;
  RowsView(const float* v, size_t c, size_t d)
      : values(v), count(c), dimension(d) {}

  // Row-major. The owner must outlive this.
  const float* values = nullptr;
  size_t count = 0;
  size_t dimension = 0;

  const float* operator[](size_t row) const { return values + row * dimension; }

  // REQUIRES: begin <= end <= count.
  RowsView Slice(size_t begin, size_t end) const {
    return RowsView(values + begin * dimension, end - begin, dimension);
  }
};

}  // namespace feluda

#endif  // LIB_VECTORS_ROWS_VIEW_H_
