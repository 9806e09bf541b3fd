#include "lib/vectors/neighbors/exact_distances.h"

#include <cmath>

#include "lib/vectors/products.h"

namespace feluda {
namespace {

// Rows in a chunk.
constexpr size_t kGrain = 256;

}  // namespace

ExactDistances::ExactDistances(const RowsView& rows, Metric metric,
                               ThreadPool& pool)
    : rows_(rows), metric_(metric) {
  if (metric == Metric::kEuclidean) return;
  scales_.resize(rows.count);
  pool.ParallelFor(rows.count, kGrain, [&](size_t begin, size_t end) {
    const std::vector<float> origin(rows.dimension);
    for (size_t i = begin; i < end; ++i) {
      const double squares =
          SquaredDistance(rows[i], origin.data(), rows.dimension);
      scales_[i] = squares > 0.0 ? 1.0 / std::sqrt(squares) : 0.0;
    }
  });
}

float ExactDistances::Between(size_t a, size_t b) const {
  if (metric_ == Metric::kEuclidean) {
    return static_cast<float>(
        std::sqrt(SquaredDistance(rows_[a], rows_[b], rows_.dimension)));
  }
  if (scales_[a] == 0.0 || scales_[b] == 0.0) return 1.0f;
  // Differences lose nothing where the angle is small.
  return static_cast<float>(ScaledSquaredDistance(rows_[a], scales_[a],
                                                  rows_[b], scales_[b],
                                                  rows_.dimension) /
                            2.0);
}

}  // namespace feluda
