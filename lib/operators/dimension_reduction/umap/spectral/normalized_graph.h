// A graph's weights divided by the roots of both vertices' degrees (sums of
// weights): a matrix whose eigenvalues are 1 less those of the graph's
// normalised Laplacian.
//
//   const NormalizedGraph matrix(graph, pool);
//   float sums[NormalizedGraph::kColumns];
//   matrix.MultiplyRow(v, block, stride, sums);  // row v of matrix * block
//
// Threads: any number may multiply. Memory: 4 bytes an edge and end, and 4 a
// vertex.

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

  // The eigenvector of length 1 with eigenvalue 1: the roots of the degrees.
  const std::vector<float>& trivial() const { return trivial_; }

  // sums[j] = row `vertex` of the matrix times column j of a block of vectors,
  // whose number of vertex v is block[v * stride + j].
  void MultiplyRow(size_t vertex, const float* block, size_t stride,
                   float* sums) const;

 private:
  const WeightedGraph& graph_;
  std::vector<float> trivial_;
  std::vector<float> weights_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_NORMALIZED_GRAPH_H_
