// UMAP: places for rows in few dimensions, so that rows that are neighbours
// stay neighbours (McInnes, Healy and Melville, "UMAP: uniform manifold
// approximation and projection for dimension reduction", 2018).
//
//   ThreadPool pool(/*threads=*/2);
//   const UmapResult result = Umap(rows, UmapOptions(), pool);
//   result.embedding[7 * 2 + 0];  // the first number of row 7's place
//
// Parameters, their defaults and what they do are umap-learn's, and so is the
// result but for the random numbers. All edges of the graph pull their ends,
// whatever the number of threads: the same rows, options and processor give the
// same bytes.
//
// Up to kMaxExactRows rows the neighbours are exact, above approximate; see
// FindNeighbors().
//
// Peak memory above the input, in bytes, for n rows and k = n_neighbors: the
// larger of FindNeighbors()'s with the 8 n k that it finds, and
// n (56 k + 100 + 20 n_components); some part of what follows the neighbours
// depends on how many of them are mutual.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_UMAP_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_UMAP_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/umap/membership_curve.h"
#include "lib/vectors/metric.h"
#include "lib/vectors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct UmapOptions {
  // Numbers of a place; at most kMaxComponents.
  size_t n_components = 2;
  // Rows whose distances make a neighbourhood, the row itself among them. Few
  // show detail, many the whole. If there are fewer rows, one less than those.
  size_t n_neighbors = 15;
  // How near to each other places get, and how far apart they are in all.
  double min_dist = 0.1;
  double spread = 1.0;
  Metric metric = Metric::kEuclidean;
  // 0 takes 500 up to 10,000 rows and 200 above.
  size_t n_epochs = 0;
  double learning_rate = 1.0;
  // Rows that push for each that pulls, and how strongly.
  size_t negative_sample_rate = 5;
  double repulsion_strength = 1.0;
  uint64_t seed = 42;
};

struct UmapResult {
  // n_components a row, row-major.
  std::vector<float> embedding;
  size_t epochs = 0;
  // Taken, after truncation.
  size_t n_neighbors = 0;
  MembershipCurve curve = {0.0, 0.0};
  // Edges of the graph, each counted once.
  size_t edges = 0;
  // Parts that no edge of the graph connects; of these, parts that began at
  // random places since they are too small for a spectrum, and parts whose
  // spectrum was not exact when its time was up.
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

// On neighbours found before, FindNeighbors(rows, UmapNeighbors(rows.count,
// options), pool): of several layouts only the first need wait for them.
// REQUIRES: rows.count > 1.
NeighborOptions UmapNeighbors(size_t rows, const UmapOptions& options);
UmapResult Umap(const RowsView& rows, Neighbors neighbors,
                const UmapOptions& options, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_UMAP_H_
