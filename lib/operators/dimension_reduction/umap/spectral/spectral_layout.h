// Makes UMAP's initial layout from the spectrum of the graph of the rows'
// neighbourhoods.
//
//   const SpectralLayout layout =
//       LayOutSpectrally(rows, graph, options, pool);
//
// A connected graph is embedded by its spectrum. If the graph has several parts
// (connected components), each part is embedded by itself and put around a
// centre of its own, scaled to half the distance of the nearest other centre.
// Up to 2 * n_components parts have their centres at -1 and 1 of each axis. The
// centres of more parts are laid out as rows are, by the graph of the parts'
// means. That is umap-learn's method but for the last step: umap-learn embeds
// the means by exp(-distance^2), which is 0 for all but the nearest.
//
// Parts that are too small for a spectrum are put at random around their
// centres.
//
// The result has the same bytes for any number of threads. Peak memory: that of
// EmbedSpectrally(), 4 n_components bytes more for each row and, with several
// parts, 4 bytes for each number of a part's mean.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_LAYOUT_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_SPECTRAL_SPECTRAL_LAYOUT_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct SpectralLayoutOptions {
  size_t n_components = 2;
  // The neighbours in the graph of the parts' means.
  NeighborOptions neighbors;
  uint64_t seed = 42;
};

struct SpectralLayout {
  // n_components numbers for each row, row-major.
  std::vector<float> places;
  // How many parts the graph has; how many of them were too small and were put
  // at random; and how many have a spectrum that had not converged.
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
