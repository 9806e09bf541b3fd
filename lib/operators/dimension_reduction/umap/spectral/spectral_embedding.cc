#include "lib/operators/dimension_reduction/umap/spectral/spectral_embedding.h"

#include <algorithm>
#include <cmath>

#include "absl/types/span.h"
#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/symmetric_eigen.h"
#include "lib/operators/dimension_reduction/umap/spectral/normalized_graph.h"

namespace feluda {
namespace {

constexpr size_t kGrain = 512;
// Directions beyond the wanted ones: the filter then damps the eigenvalues
// after these too, which speeds up convergence.
constexpr size_t kSpare = 4;
// How much a filter may amplify the largest direction before float32 loses the
// smallest.
constexpr double kMaxAmplification = 1e5;
// A vector has converged if its residual is at most kTolerance times its
// eigenvalue of the Laplacian, or at most kMinResidual.
constexpr double kTolerance = 1e-2;
constexpr double kMinResidual = 1e-5;
// A direction is rounding if its squared length is below this share of the
// largest.
constexpr double kNegligible = 1e-10;
// Stands for the eigenvalue of a direction that is 0; lower than any
// eigenvalue.
constexpr double kNoEigenvalue = -2.0;

// A block of vectors over the vertices, row-major, and the steps of the
// iteration on it.
class Block {
 public:
  Block(const NormalizedGraph& graph, size_t columns, ThreadPool& pool)
      : graph_(graph),
        rows_(graph.trivial().size()),
        columns_(columns),
        pool_(pool),
        values_(rows_ * columns),
        other_(rows_ * columns) {}

  std::vector<float>& values() { return values_; }

  // other = scale * (graph * values - shift * values) - keep * other.
  void Multiply(float scale, float shift, float keep) {
    pool_.ParallelFor(rows_, kGrain, [&](size_t begin, size_t end) {
      float sums[NormalizedGraph::kColumns];
      for (size_t v = begin; v < end; ++v) {
        for (size_t c = 0; c < columns_; c += NormalizedGraph::kColumns) {
          graph_.MultiplyRow(v, &values_[c], columns_, sums);
          const float* from = &values_[v * columns_ + c];
          float* to = &other_[v * columns_ + c];
          for (size_t j = 0; j < NormalizedGraph::kColumns; ++j) {
            to[j] = scale * (sums[j] - shift * from[j]) - keep * to[j];
          }
        }
      }
    });
  }

  // Multiplies the block by a Chebyshev polynomial of the graph. It is at most
  // 1 for eigenvalues from -1 to `cut`, and grows fast above.
  void Filter(size_t degree, double cut) {
    const float half = static_cast<float>((cut + 1.0) / 2.0);
    const float center = static_cast<float>((cut - 1.0) / 2.0);
    Multiply(1.0f / half, center, 0.0f);
    values_.swap(other_);
    for (size_t i = 1; i < degree; ++i) {
      Multiply(2.0f / half, center, 1.0f);
      values_.swap(other_);
    }
  }

  // Makes the vectors orthonormal, and orthogonal to the trivial one. Vectors
  // that depend on the others become 0. Returns the number of the rest.
  size_t Orthonormalize() {
    size_t rank = 0;
    // The second pass removes what rounding leaves if the vectors were nearly
    // dependent.
    for (int i = 0; i < 2; ++i) {
      RemoveTrivial();
      const EigenPairs pairs =
          SymmetricEigen(Products(values_, values_), columns_);
      std::vector<double> turn = pairs.vectors;
      for (rank = 0; rank < columns_; ++rank) {
        if (pairs.values[rank] <= kNegligible * pairs.values[0]) break;
      }
      for (size_t j = 0; j < columns_; ++j) {
        const double scale = j < rank ? 1.0 / std::sqrt(pairs.values[j]) : 0.0;
        for (size_t k = 0; k < columns_; ++k) turn[k * columns_ + j] *= scale;
      }
      Turn(turn, values_);
    }
    return rank;
  }

  // Rotates the vectors within their span to the graph's approximate
  // eigenvectors (Rayleigh and Ritz's method), the largest eigenvalue first,
  // and returns the eigenvalues. REQUIRES: Orthonormalize() returned `rank`.
  std::vector<double> TurnToEigenvectors(size_t rank) {
    Multiply(1.0f, 0.0f, 0.0f);
    std::vector<double> projected = Products(values_, other_);
    for (size_t i = 0; i < columns_; ++i) {
      for (size_t j = 0; j < i; ++j) {
        const double mean =
            (projected[i * columns_ + j] + projected[j * columns_ + i]) / 2.0;
        projected[i * columns_ + j] = projected[j * columns_ + i] = mean;
      }
      if (i >= rank) projected[i * columns_ + i] = kNoEigenvalue;
    }
    const EigenPairs pairs = SymmetricEigen(projected, columns_);
    Turn(pairs.vectors, values_);
    Turn(pairs.vectors, other_);
    return pairs.values;
  }

  // How far graph * vector is from eigenvalue * vector, for the first vectors.
  // REQUIRES: TurnToEigenvectors() returned `eigenvalues`.
  std::vector<double> Residuals(const std::vector<double>& eigenvalues,
                                size_t count) const {
    std::vector<double> residuals(count);
    for (size_t v = 0; v < rows_; ++v) {
      for (size_t j = 0; j < count; ++j) {
        const double miss = other_[v * columns_ + j] -
                            eigenvalues[j] * values_[v * columns_ + j];
        residuals[j] += miss * miss;
      }
    }
    for (double& residual : residuals) residual = std::sqrt(residual);
    return residuals;
  }

 private:
  // The product of the transpose of a with b.
  std::vector<double> Products(const std::vector<float>& a,
                               const std::vector<float>& b) const {
    const size_t size = columns_ * columns_;
    std::vector<double> sums(ThreadPool::ChunkCount(rows_, kGrain) * size);
    pool_.ParallelFor(rows_, kGrain, [&](size_t begin, size_t end) {
      double* sum = &sums[begin / kGrain * size];
      for (size_t v = begin; v < end; ++v) {
        for (size_t i = 0; i < columns_; ++i) {
          const double value = a[v * columns_ + i];
          for (size_t j = 0; j < columns_; ++j) {
            sum[i * columns_ + j] += value * b[v * columns_ + j];
          }
        }
      }
    });
    for (size_t i = size; i < sums.size(); ++i) sums[i % size] += sums[i];
    sums.resize(size);
    return sums;
  }

  void RemoveTrivial() {
    const std::vector<float>& trivial = graph_.trivial();
    std::vector<double> products(columns_);
    for (size_t v = 0; v < rows_; ++v) {
      for (size_t j = 0; j < columns_; ++j) {
        products[j] += double{trivial[v]} * values_[v * columns_ + j];
      }
    }
    for (size_t v = 0; v < rows_; ++v) {
      for (size_t j = 0; j < columns_; ++j) {
        float& value = values_[v * columns_ + j];
        value = static_cast<float>(value - products[j] * trivial[v]);
      }
    }
  }

  // vectors = vectors * turn.
  void Turn(const std::vector<double>& turn, std::vector<float>& vectors) {
    pool_.ParallelFor(rows_, kGrain, [&](size_t begin, size_t end) {
      std::vector<double> turned(columns_);
      for (size_t v = begin; v < end; ++v) {
        std::fill(turned.begin(), turned.end(), 0.0);
        float* row = &vectors[v * columns_];
        for (size_t k = 0; k < columns_; ++k) {
          for (size_t j = 0; j < columns_; ++j) {
            turned[j] += row[k] * turn[k * columns_ + j];
          }
        }
        std::copy(turned.begin(), turned.end(), row);
      }
    });
  }

  const NormalizedGraph& graph_;
  const size_t rows_;
  const size_t columns_;
  ThreadPool& pool_;
  std::vector<float> values_;
  std::vector<float> other_;
};

bool Converged(const std::vector<double>& eigenvalues,
               const std::vector<double>& residuals) {
  for (size_t j = 0; j < residuals.size(); ++j) {
    if (residuals[j] >
        std::max(kMinResidual, kTolerance * (1.0 - eigenvalues[j]))) {
      return false;
    }
  }
  return true;
}

// The degree at which the filter amplifies by kMaxAmplification. It amplifies
// the trivial eigenvector most, whose eigenvalue is 1.
size_t Degree(double cut) {
  const double half = (cut + 1.0) / 2.0, center = (cut - 1.0) / 2.0;
  const double growth = std::acosh((1.0 - center) / half);
  const double degree = std::acosh(kMaxAmplification) / growth;
  if (degree < kMaxProducts) {
    return std::max<size_t>(2, static_cast<size_t>(degree));
  }
  return kMaxProducts;
}

}  // namespace

SpectralEmbedding EmbedSpectrally(const WeightedGraph& graph,
                                  size_t n_components, uint64_t seed,
                                  ThreadPool& pool) {
  const NormalizedGraph normalized(graph, pool);
  const size_t columns =
      ThreadPool::ChunkCount(n_components + kSpare, NormalizedGraph::kColumns) *
      NormalizedGraph::kColumns;
  Block block(normalized, columns, pool);
  RandomStream(seed, 0).FillNormal(0, absl::MakeSpan(block.values()));
  SpectralEmbedding embedding;
  std::vector<double> eigenvalues;
  while (true) {
    const size_t rank = block.Orthonormalize();
    eigenvalues = block.TurnToEigenvectors(rank);
    ++embedding.products;
    embedding.converged =
        Converged(eigenvalues, block.Residuals(eigenvalues, n_components));
    if (embedding.converged || embedding.products >= kMaxProducts) break;
    const double cut = std::max(-0.5, eigenvalues[rank - 1]);
    const size_t degree =
        std::min(Degree(cut), kMaxProducts - embedding.products);
    block.Filter(degree, cut);
    embedding.products += degree;
  }
  for (size_t v = 0; v < graph.Vertices(); ++v) {
    const float* row = &block.values()[v * columns];
    embedding.vectors.insert(embedding.vectors.end(), row, row + n_components);
  }
  for (size_t j = 0; j < n_components; ++j) {
    embedding.eigenvalues.push_back(1.0 - eigenvalues[j]);
  }
  return embedding;
}

}  // namespace feluda
