// A first layout of rows by the graph of their neighbourhoods, for UMAP to
// start from.
//
//   const SpectralLayout layout =
//       LayOutSpectrally(rows, graph, options, pool);
//
// A connected graph is embedded by its spectrum. If it falls apart, each part
// is embedded by itself and put around a place of its own, at a size that keeps
// clear of the nearest other place. Up to 2 * n_components parts get the places
// -1 and 1 of each axis; more are laid out as rows are, by the graph of their
// means. So does umap-learn, but for the places of many parts: it embeds the
// means by exp(-distance^2), which is 0 for all but the nearest.
//
// Parts too small to have a spectrum are put at random around their places.
//
// The same bytes for any number of threads. Peak memory: that of
// EmbedSpectrally(), 4 n_components bytes a row more and, if the graph falls
// apart, 4 bytes for each number of a part's mean.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_LAYOUT_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"
#include "lib/vectors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct SpectralLayoutOptions {
  size_t n_components = 2;
  // Of the graph of the parts' means.
  NeighborOptions neighbors;
  uint64_t seed = 42;
};

struct SpectralLayout {
  // n_components a row, row-major.
  std::vector<float> places;
  // Connected parts of the graph; how many of them were put at random, being
  // too small; and of how many the spectrum is not exact.
  size_t parts = 0;
  size_t random_parts = 0;
  size_t inexact_parts = 0;
};

// REQUIRES: graph has a vertex for each row.
SpectralLayout LayOutSpectrally(const RowsView& rows,
                                const WeightedGraph& graph,
                                const SpectralLayoutOptions& options,
                                ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_LAYOUT_H_
