#include "lib/operators/dimension_reduction/tsne/exact_objective.h"

#include <algorithm>
#include <cmath>

#include "absl/types/span.h"
#include "lib/operators/dimension_reduction/tsne/pair_forces.h"
#include "lib/operators/dimension_reduction/tsne/perplexity.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

constexpr size_t kGrain = 16;

// Writes the similarities of all rows to one, not symmetric yet.
void WeighRow(const RowsView& rows, size_t row, double perplexity,
              absl::Span<float> similarities) {
  std::vector<float> distances;
  distances.reserve(rows.count - 1);
  for (size_t j = 0; j < rows.count; ++j) {
    if (j == row) continue;
    distances.push_back(
        std::sqrt(QuickSquaredDistance(rows[row], rows[j], rows.dimension)));
  }
  SimilaritiesAtPerplexity(distances, perplexity,
                           similarities.first(rows.count - 1));
  std::copy_backward(similarities.begin() + row, similarities.end() - 1,
                     similarities.end());
  similarities[row] = 0.0f;
}

void Symmetrize(size_t size, std::vector<float>& matrix) {
  const float share = 0.5f / size;
  for (size_t i = 0; i < size; ++i) {
    for (size_t j = 0; j < i; ++j) {
      float& one = matrix[i * size + j];
      float& other = matrix[j * size + i];
      one = other = (one + other) * share;
    }
  }
}

DivergenceSums SumPairs(absl::Span<const float> given,
                        absl::Span<const float> student) {
  DivergenceSums sums;
  for (size_t j = 0; j < given.size(); ++j) sums.Add(given[j], student[j]);
  return sums;
}

double Sum(const std::vector<double>& values) {
  double sum = 0.0;
  for (double value : values) sum += value;
  return sum;
}

}  // namespace

std::vector<float> AllJointSimilarities(const RowsView& rows, double perplexity,
                                        ThreadPool& pool) {
  std::vector<float> similarities(rows.count * rows.count);
  pool.ParallelFor(rows.count, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      WeighRow(rows, row, perplexity,
               absl::MakeSpan(&similarities[row * rows.count], rows.count));
    }
  });
  Symmetrize(rows.count, similarities);
  return similarities;
}

ExactObjective::ExactObjective(const RowsView& rows, size_t components,
                               double perplexity, ThreadPool& pool)
    : similarities_(AllJointSimilarities(rows, perplexity, pool)),
      repulsions_(rows.count * components) {}

void ExactObjective::Gradient(const RowsView& points, double exaggeration,
                              ThreadPool& pool, float* gradient) {
  const size_t count = points.dimension;
  std::vector<double> sums(ThreadPool::ChunkCount(count, kGrain));
  pool.ParallelFor(count, kGrain, [&](size_t begin, size_t end) {
    std::vector<float> student(count);
    for (size_t i = begin; i < end; ++i) {
      sums[begin / kGrain] +=
          StudentSimilarities(points, i, absl::MakeSpan(student));
      for (size_t k = 0; k < points.count; ++k) {
        const PairForce force = SumForces(student, &similarities_[i * count],
                                          points[k], points[k][i]);
        gradient[k * count + i] = force.attraction;
        repulsions_[k * count + i] = force.repulsion;
      }
    }
  });
  const float attraction = static_cast<float>(4.0 * exaggeration);
  const float repulsion = static_cast<float>(4.0 / Sum(sums));
  for (size_t i = 0; i < repulsions_.size(); ++i) {
    gradient[i] = attraction * gradient[i] - repulsion * repulsions_[i];
  }
}

double ExactObjective::Divergence(const RowsView& points, ThreadPool& pool) {
  const size_t count = points.dimension;
  std::vector<DivergenceSums> sums(ThreadPool::ChunkCount(count, kGrain));
  pool.ParallelFor(count, kGrain, [&](size_t begin, size_t end) {
    std::vector<float> student(count);
    for (size_t i = begin; i < end; ++i) {
      StudentSimilarities(points, i, absl::MakeSpan(student));
      sums[begin / kGrain] += SumPairs(
          absl::MakeConstSpan(&similarities_[i * count], count), student);
    }
  });
  DivergenceSums all;
  for (const DivergenceSums& chunk : sums) all += chunk;
  return KullbackLeibler(all, all.q);
}

}  // namespace feluda
