// A matrix of float32 whose rows begin at cache lines, so that no vector load
// crosses from one line to the next.
//
//   AlignedMatrix matrix(/*rows=*/3, /*columns=*/100);
//   std::fill_n(matrix.Row(2), matrix.stride(), 0.0f);
//
// The numbers are uninitialised, so that several threads can share the first
// writes, whose page faults take most of the time.
//
// Rows are an odd number of lines long, so that the numbers of a column fall
// into different sets of a cache. The constructor throws std::bad_alloc.
// Memory, in bytes: up to 4 rows (columns + 31).

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_ALIGNED_MATRIX_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_ALIGNED_MATRIX_H_

#include <cstddef>
#include <memory>

#include "lib/base/huge_pages.h"

namespace feluda {

class AlignedMatrix {
 public:
  // The numbers in a cache line. The length of a row is a multiple of it.
  static constexpr size_t kLine = 16;

  AlignedMatrix(size_t rows, size_t columns)
      : lines_((columns + kLine - 1) / kLine | 1),
        values_(new Line[rows * lines_]) {
    PreferHugePages(values_.get(), rows * lines_ * sizeof(Line));
  }

  // The distance from one row to the next, in numbers. It may exceed the
  // columns.
  size_t stride() const { return lines_ * kLine; }

  float* Row(size_t row) {
    return reinterpret_cast<float*>(values_.get() + row * lines_);
  }
  const float* Row(size_t row) const {
    return reinterpret_cast<const float*>(values_.get() + row * lines_);
  }

 private:
  struct alignas(kLine * sizeof(float)) Line {
    float values[kLine];
  };

  size_t lines_;
  std::unique_ptr<Line[]> values_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_AFFINITY_PROPAGATION_ALIGNED_MATRIX_H_
