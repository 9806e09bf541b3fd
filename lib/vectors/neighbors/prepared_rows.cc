#include "lib/vectors/neighbors/prepared_rows.h"

#include <algorithm>

#include "lib/vectors/centered_rows.h"

namespace feluda {
namespace {

// Rows in a chunk.
constexpr size_t kGrain = 256;

}  // namespace

PreparedRows::PreparedRows(const ExactDistances& distances, ThreadPool& pool)
    : rounded_(distances.rows().count, distances.rows().dimension),
      norms_(distances.rows().count) {
  const RowsView& rows = distances.rows();
  const bool by_angle = distances.metric() == Metric::kCosine;
  const std::vector<double> means =
      by_angle ? std::vector<double>() : ColumnMeans(rows, pool);
  pool.ParallelFor(rows.count, kGrain, [&](size_t begin, size_t end) {
    std::vector<float> prepared(rows.dimension);
    for (size_t i = begin; i < end; ++i) {
      for (size_t k = 0; k < rows.dimension; ++k) {
        prepared[k] = static_cast<float>(
            by_angle ? rows[i][k] * distances.Scale(i) : rows[i][k] - means[k]);
      }
      rounded_.Set(i, prepared.data());
      norms_[i] = by_angle && distances.Scale(i) == 0.0
                      ? 1.0f
                      : rounded_.SquaredNorm(i);
    }
  });
  for (size_t i = 0; i < rows.count; ++i) {
    largest_norm_ = std::max(largest_norm_, norms_[i]);
    largest_radius_ = std::max(largest_radius_, rounded_.Radius(i));
  }
}

}  // namespace feluda
