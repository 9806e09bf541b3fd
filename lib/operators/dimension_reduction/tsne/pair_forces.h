// Computes t-SNE's forces on one point, summed over all other points without a
// tree, for any number of components.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PAIR_FORCES_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PAIR_FORCES_H_

#include <cstddef>

#include "absl/types/span.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Writes student[j] = 1 / (1 + |y_point - y_j|^2), and 0 for the point itself.
// Returns their sum in float32. Points are given by axis: points[k][i].
// REQUIRES: student.size() == points.dimension < 2^24.
float StudentSimilarities(const RowsView& points, size_t point,
                          absl::Span<float> student);

struct PairForce {
  float attraction;
  float repulsion;
};

// Returns the sum over j of given[j] * student[j] * (at - axis[j]), the
// attraction, and that of student[j]^2 * (at - axis[j]), the repulsion.
// REQUIRES: axis and given have as many numbers as student.
PairForce SumForces(absl::Span<const float> student, const float* given,
                    const float* axis, float at);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_PAIR_FORCES_H_
