#include "lib/vectors/centered_rows.h"

#include "lib/base/huge_pages.h"

namespace feluda {
namespace {

// Rows in a chunk: enough work to be worth waking a thread.
constexpr size_t kGrain = 256;
// Columns in a chunk: whole cache lines of each row.
constexpr size_t kColumnGrain = 64;

}  // namespace

std::vector<double> ColumnMeans(const RowsView& rows, ThreadPool& pool) {
  std::vector<double> means(rows.dimension);
  pool.ParallelFor(rows.dimension, kColumnGrain, [&](size_t begin, size_t end) {
    for (size_t i = 0; i < rows.count; ++i) {
      for (size_t k = begin; k < end; ++k) means[k] += rows[i][k];
    }
    for (size_t k = begin; k < end; ++k) means[k] /= rows.count;
  });
  return means;
}

std::vector<float> CenterRows(const RowsView& rows, ThreadPool& pool) {
  const std::vector<double> means = ColumnMeans(rows, pool);
  std::vector<float> centered = Zeros(rows.count * rows.dimension, pool);
  pool.ParallelFor(rows.count, kGrain, [&](size_t begin, size_t end) {
    float* out = centered.data() + begin * rows.dimension;
    for (size_t i = begin; i < end; ++i, out += rows.dimension) {
      for (size_t k = 0; k < rows.dimension; ++k) {
        out[k] = static_cast<float>(rows[i][k] - means[k]);
      }
    }
  });
  return centered;
}

}  // namespace feluda
