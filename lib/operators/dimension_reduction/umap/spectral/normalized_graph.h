// The normalised adjacency matrix of a graph: each weight divided by the square
// roots of both vertices' degrees (sums of weights). Its eigenvalues are
// 1 - lambda for the eigenvalues lambda of the graph's normalised Laplacian.
//
//   const NormalizedGraph matrix(graph, pool);
//   float sums[NormalizedGraph::kColumns];
//   matrix.MultiplyRow(v, block, stride, sums);  // row v of matrix * block
//
// Threads: any number may multiply. Memory: 4 bytes for each end of an edge,
// and 4 for each vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_NORMALIZED_GRAPH_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_NORMALIZED_GRAPH_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {

class NormalizedGraph {
 public:
  // Columns multiplied at a time: what fits in a few vector registers.
  static constexpr size_t kColumns = 8;

  // REQUIRES: every vertex has an edge; `graph` outlives this.
  NormalizedGraph(const WeightedGraph& graph, ThreadPool& pool);

  size_t Vertices() const { return trivial_.size(); }

  // The eigenvector of length 1 with eigenvalue 1: the square roots of the
  // degrees, scaled.
  const std::vector<float>& trivial() const { return trivial_; }

  // Writes to sums[j] the product of row `vertex` of the matrix and column j of
  // a block of vectors. Column j has block[v * stride + j] for vertex v.
  void MultiplyRow(size_t vertex, const float* block, size_t stride,
                   float* sums) const;

 private:
  const WeightedGraph& graph_;
  std::vector<float> trivial_;
  std::vector<float> weights_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_NORMALIZED_GRAPH_H_
