#include "lib/operators/dimension_reduction/principal_components.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "absl/types/span.h"
#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/symmetric_eigen.h"
#include "lib/vectors/centered_rows.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

// scikit-learn's values: how many directions are computed beyond those asked
// for, and how many rounds are made.
constexpr size_t kSpare = 10;
constexpr int kRounds = 7;
constexpr uint64_t kSeed = 0;
// Rows that a thread takes at a time, with sums in float64 of their own.
constexpr size_t kGrain = 2048;
// Rows that are transposed at a time.
constexpr size_t kBlock = 64;
// What orthogonalisation leaves of a direction is rounding if it is shorter
// than this share of the direction.
constexpr double kNegligible = 1e-6;

// A few directions in the space of the rows, each a row.
struct Directions {
  Directions(size_t c, size_t d) : values(c * d), view(values.data(), c, d) {}

  std::vector<float> values;
  RowsView view;
};

double Length(const float* direction, size_t dimension) {
  double squares = 0.0;
  for (size_t i = 0; i < dimension; ++i) {
    squares += double{direction[i]} * direction[i];
  }
  return std::sqrt(squares);
}

// Subtracts the projection of a direction onto `unit`.
void Subtract(const float* unit, size_t dimension, float* direction) {
  double share = 0.0;
  for (size_t i = 0; i < dimension; ++i) {
    share += double{unit[i]} * direction[i];
  }
  for (size_t i = 0; i < dimension; ++i) {
    direction[i] = static_cast<float>(direction[i] - share * unit[i]);
  }
}

// Makes the directions orthonormal, by Gram and Schmidt's method. Two passes
// remove what the rounding of float32 leaves after one. Directions that depend
// on the ones before become 0.
void Orthonormalize(Directions& directions) {
  const size_t dimension = directions.view.dimension;
  for (size_t a = 0; a < directions.view.count; ++a) {
    float* direction = directions.values.data() + a * dimension;
    const double before = Length(direction, dimension);
    for (int pass = 0; pass < 2; ++pass) {
      for (size_t b = 0; b < a; ++b) {
        Subtract(directions.view[b], dimension, direction);
      }
    }
    const double after = Length(direction, dimension);
    const double scale = after > kNegligible * before ? 1.0 / after : 0.0;
    for (size_t i = 0; i < dimension; ++i) {
      direction[i] = static_cast<float>(direction[i] * scale);
    }
  }
}

std::vector<float> Transposed(const float* values, size_t rows,
                              size_t columns) {
  std::vector<float> turned(rows * columns);
  for (size_t i = 0; i < rows; ++i) {
    for (size_t j = 0; j < columns; ++j) {
      turned[j * rows + i] = values[i * columns + j];
    }
  }
  return turned;
}

// Adds directions * rows' * rows to the sums.
void AddCovariance(const RowsView& rows, const RowsView& directions,
                   std::vector<double>& sums) {
  const size_t count = directions.count, dimension = rows.dimension;
  std::vector<float> scores(rows.count * count), products(dimension * count);
  DotProducts(rows, directions, scores.data(), count);
  const std::vector<float> columns =
      Transposed(rows.values, rows.count, dimension);
  const std::vector<float> by_direction =
      Transposed(scores.data(), rows.count, count);
  DotProducts(RowsView(by_direction.data(), count, rows.count),
              RowsView(columns.data(), dimension, rows.count), products.data(),
              dimension);
  for (size_t i = 0; i < products.size(); ++i) sums[i] += products[i];
}

void MultiplyByCovariance(const RowsView& rows, Directions& directions,
                          ThreadPool& pool) {
  std::vector<std::vector<double>> chunks(
      ThreadPool::ChunkCount(rows.count, kGrain));
  pool.ParallelFor(rows.count, kGrain, [&](size_t begin, size_t end) {
    std::vector<double>& sums = chunks[begin / kGrain];
    sums.resize(directions.values.size());
    for (size_t i = begin; i < end; i += kBlock) {
      AddCovariance(rows.Slice(i, std::min(end, i + kBlock)), directions.view,
                    sums);
    }
  });
  for (size_t i = 0; i < directions.values.size(); ++i) {
    double sum = 0.0;
    for (const std::vector<double>& chunk : chunks) sum += chunk[i];
    directions.values[i] = static_cast<float>(sum);
  }
}

Directions DominantDirections(const RowsView& rows, size_t count,
                              ThreadPool& pool) {
  Directions directions(count, rows.dimension);
  RandomStream(kSeed, 0).FillNormal(0, absl::MakeSpan(directions.values));
  Orthonormalize(directions);
  for (int round = 0; round < kRounds; ++round) {
    MultiplyByCovariance(rows, directions, pool);
    Orthonormalize(directions);
  }
  return directions;
}

// The products of scores along `count` directions with each other, summed over
// the rows.
std::vector<double> Covariance(const std::vector<float>& scores, size_t count) {
  std::vector<double> covariance(count * count);
  for (size_t first = 0; first < scores.size(); first += count) {
    for (size_t i = 0; i < count; ++i) {
      for (size_t j = 0; j < count; ++j) {
        covariance[i * count + j] +=
            double{scores[first + i]} * scores[first + j];
      }
    }
  }
  return covariance;
}

// Negates a column if its number farthest from 0 is negative.
void MakeFarthestPositive(size_t column, size_t columns,
                          std::vector<float>& values) {
  float farthest = 0.0f;
  for (size_t i = column; i < values.size(); i += columns) {
    if (std::abs(values[i]) > std::abs(farthest)) farthest = values[i];
  }
  if (farthest >= 0.0f) return;
  for (size_t i = column; i < values.size(); i += columns) {
    values[i] = -values[i];
  }
}

}  // namespace

std::vector<float> PrincipalScores(const RowsView& rows, size_t components,
                                   ThreadPool& pool) {
  const std::vector<float> centered = CenterRows(rows, pool);
  const RowsView view(centered.data(), rows.count, rows.dimension);
  const size_t count =
      std::min({components + kSpare, rows.count, rows.dimension});
  const Directions directions = DominantDirections(view, count, pool);
  std::vector<float> along(rows.count * count);
  DotProducts(view, directions.view, along.data(), count);
  const EigenPairs pairs = SymmetricEigen(Covariance(along, count), count);
  std::vector<float> scores(rows.count * components);
  for (size_t c = 0; c < std::min(count, components); ++c) {
    for (size_t i = 0; i < rows.count; ++i) {
      double sum = 0.0;
      for (size_t j = 0; j < count; ++j) {
        sum += along[i * count + j] * pairs.vectors[j * count + c];
      }
      scores[i * components + c] = static_cast<float>(sum);
    }
    MakeFarthestPositive(c, components, scores);
  }
  return scores;
}

}  // namespace feluda
