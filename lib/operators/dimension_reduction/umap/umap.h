// UMAP finds places for rows in few dimensions, at which neighbours stay
// neighbours (McInnes, Healy and Melville, "UMAP: uniform manifold
// approximation and projection for dimension reduction", 2018).
//
//   ThreadPool pool(/*threads=*/2);
//   const UmapResult result = Umap(rows, UmapOptions(), pool);
//   result.embedding[7 * 2 + 0];  // the first number of row 7's place
//
// Parameters, their defaults and what they do are umap-learn's, and so is the
// result but for the random numbers. The order in which forces are applied does
// not depend on the number of threads: the same rows, options and processor
// give the same bytes.
//
// Neighbours are searched for exactly or, where that costs less, approximately;
// see FindNeighbors().
//
// Peak memory beside the input, the result among it, in bytes, for n rows,
// k = n_neighbors - 1 and c = n_components, is the largest of
// FindNeighbors()'s; n (16 k + 8 m + 24), where m, at least k and at most 2 k,
// is how many edges a row has once neighbours are mutual; and, for the layout
// and its start, n (16 m + 12 c + 24) and n (12 m + 8 c + 72).

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_UMAP_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_UMAP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/umap/membership_curve.h"
#include "lib/vectors/neighbors/metric.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct UmapOptions {
  // Dimensions of the layout; at most kMaxComponents.
  size_t n_components = 2;
  // How many rows make a neighbourhood, the row itself among them. Few show
  // detail, many show the whole. If there are fewer rows than this, it is their
  // number less one, but at least 2.
  size_t n_neighbors = 15;
  // The least distance between places, and the scale on which they spread.
  double min_dist = 0.1;
  double spread = 1.0;
  Metric metric = Metric::kEuclidean;
  // 0 takes 500 up to 10,000 rows and 200 above.
  size_t n_epochs = 0;
  double learning_rate = 1.0;
  // How many repulsions come with each attraction, and how strong they are.
  size_t negative_sample_rate = 5;
  double repulsion_strength = 1.0;
  uint64_t seed = 42;
  // How neighbours are searched for (nearest_neighbors.h).
  NeighborOptions::Search search = NeighborOptions::Search::kAuto;
};

struct UmapResult {
  // n_components numbers for each row, row-major.
  std::vector<float> embedding;
  size_t epochs = 0;
  // The number of neighbours that was used.
  size_t n_neighbors = 0;
  NeighborSearch search;
  MembershipCurve curve = {0.0, 0.0};
  // Edges of the graph, each counted once.
  size_t edges = 0;
  // How many connected components the graph has; how many of these began at
  // random places because they are too small for a spectrum; and how many have
  // a spectrum that had not converged at the last iteration.
  size_t parts = 0;
  size_t random_parts = 0;
  size_t inexact_parts = 0;
};

// A single row is placed at the origin.
// REQUIRES: all numbers finite, their squared distances within float32;
// 1 <= rows.count < 2^31; 1 <= n_components <= kMaxComponents;
// n_neighbors >= 2; 0 <= min_dist <= spread, 0 < spread; 0 < learning_rate <=
// 1000, 0 <= repulsion_strength <= 1000; n_epochs < 2^32.
UmapResult Umap(const RowsView& rows, const UmapOptions& options,
                ThreadPool& pool);

// Runs Umap() on neighbours that were found before, by FindNeighbors(rows,
// UmapNeighbors(rows.count, options), pool), so that several layouts of the
// same rows share one search.
// REQUIRES: rows.count > 1.
NeighborOptions UmapNeighbors(size_t rows, const UmapOptions& options);
UmapResult Umap(const RowsView& rows, Neighbors neighbors,
                const UmapOptions& options, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_UMAP_H_
