// Spectral embedding of a connected graph: coordinates of its vertices that
// vary as little as possible along its edges. They are the eigenvectors of the
// normalised Laplacian that come after the trivial one (Belkin and Niyogi,
// "Laplacian eigenmaps for dimensionality reduction and data representation",
// Neural Computation 15, 2003).
//
//   const SpectralEmbedding embedding =
//       EmbedSpectrally(graph, /*n_components=*/2, /*seed=*/42, pool);
//   embedding.vectors[v * 2 + 0];  // vertex v along the smoothest eigenvector
//
// They are found by Chebyshev-filtered subspace iteration (Zhou, Saad, Tiago
// and Chelikowsky, "Self-consistent-field calculations using Chebyshev-filtered
// subspace iteration", Journal of Computational Physics 219, 2006): a block of
// vectors is multiplied by a polynomial of the graph that keeps the wanted
// directions and damps all others. A first layout need not be exact, so the
// work is limited to kMaxProducts products of the graph with the block. If
// these do not suffice, as for a very thin graph, the result is smooth but not
// exact.
//
// The result has the same bytes for any number of threads. Peak memory: 8 bytes
// for each number of the block, which has n_components + 4, rounded up to a
// multiple of 8, for each vertex; 4 for each end of an edge; and 8 for each
// vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_EMBEDDING_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_EMBEDDING_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {

inline constexpr size_t kMaxProducts = 1000;

struct SpectralEmbedding {
  // n_components numbers for each vertex. Each eigenvector has length 1; its
  // sign is arbitrary.
  std::vector<float> vectors;
  // The eigenvalues of the normalised Laplacian, in ascending order. One of 0
  // means that the graph is not connected.
  std::vector<double> eigenvalues;
  size_t products = 0;
  bool converged = false;
};

// REQUIRES: the graph is connected, its weights are positive, and it has more
// than n_components + 1 vertices.
SpectralEmbedding EmbedSpectrally(const WeightedGraph& graph,
                                  size_t n_components, uint64_t seed,
                                  ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_EMBEDDING_H_
