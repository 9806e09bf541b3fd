// The centre of a cluster, exact to double: a single row as it is, in float32,
// or the mean of several rows in double.
//
//   Centroid a(rows[0]), b(rows[1]);
//   double distance = SquaredDistance(a, b, rows.dimension);
//   a.MoveTowards(b, /*share=*/0.5, rows.dimension);  // the mean of both
//
// A row is not copied, and must outlive the centroid. Memory: 8 bytes a
// dimension once the centre is a mean.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CENTROID_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CENTROID_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"

namespace feluda {

class Centroid {
 public:
  explicit Centroid(const float* row) : row_(row) {}

  // Moves this centre by `share` of the way to `other`.
  void MoveTowards(const Centroid& other, double share, size_t dimension);

  // Writes this centre minus `origin`, rounded to float32.
  void WriteOffset(absl::Span<const double> origin, float* offset) const;

 private:
  friend double SquaredDistance(const Centroid& a, const Centroid& b,
                                size_t dimension);

  bool IsRow() const { return mean_.empty(); }
  double At(size_t k) const { return IsRow() ? double{row_[k]} : mean_[k]; }

  const float* row_;
  std::vector<double> mean_;
};

// Returns the squared distance, summed in double. Swapping the two changes no
// bit.
double SquaredDistance(const Centroid& a, const Centroid& b, size_t dimension);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CENTROID_H_
