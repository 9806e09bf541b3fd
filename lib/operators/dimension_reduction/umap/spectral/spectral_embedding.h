// Coordinates of a connected graph's vertices that vary as little as can be
// along its edges: the eigenvectors of its normalised Laplacian that come after
// the trivial one (Belkin and Niyogi, "Laplacian eigenmaps for dimensionality
// reduction and data representation", Neural Computation 15, 2003).
//
//   const SpectralEmbedding embedding =
//       EmbedSpectrally(graph, /*n_components=*/2, /*seed=*/42, pool);
//   embedding.vectors[v * 2 + 0];  // of vertex v, in the slowest direction
//
// Found by Chebyshev-filtered subspace iteration (Zhou, Saad, Tiago and
// Chelikowsky, "Self-consistent-field calculations using Chebyshev-filtered
// subspace iteration", Journal of Computational Physics 219, 2006): a block of
// vectors is multiplied by a polynomial of the graph that keeps the wanted
// directions and damps all others. Made for a first layout, so the work is
// bounded: kMaxProducts products of the graph with the block. Where that does
// not suffice, as along a very thin graph, what is there by then is smooth,
// though not exact.
//
// The same bytes for any number of threads. Peak memory: 8 bytes a number of
// the block (n_components + 4, rounded up to a multiple of 8, a vertex), 4 an
// edge and end, and 8 a vertex.

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
  // n_components a vertex, each of length 1 over the vertices; the signs mean
  // nothing.
  std::vector<float> vectors;
  // Of the normalised Laplacian, ascending: 0 is a graph that falls apart.
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
