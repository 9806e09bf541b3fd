// t-SNE: maps rows to a few dimensions, so that rows that are near each other
// stay near.
//
//   ThreadPool pool(/*threads=*/1);
//   const TsneResult map = Tsne(rows, TsneOptions(), pool);
//   map.embedding[7 * 2 + 0];  // row 7 along the first axis
//
// van der Maaten and Hinton, "Visualizing data using t-SNE", JMLR 9 (2008), and
// for kBarnesHut van der Maaten, "Accelerating t-SNE using tree-based
// algorithms", JMLR 15 (2014). Start, schedule and stopping rules are those of
// scikit-learn 1.2, with three differences:
//
//   - While groups form, the learning rate is at most rows / (4 exaggeration),
//     after Belkina et al., "Automated optimized parameters for t-distributed
//     stochastic neighbor embedding improve visualization and analysis of large
//     datasets", Nature Communications 10, 2019. Larger rates fling points out.
//   - Points that have drawn together by then, as the points of noise do, are
//     spread out again to where they began.
//   - The similarity in the embedding is Student's with one degree of freedom
//     for any number of components, as in the papers. scikit-learn takes one
//     degree less than there are components, so its divergences compare with
//     ours up to two components. They do not compare where rows are equal:
//     scikit-learn leaves out pairs of equal points, and its divergence is then
//     too small, even below 0.
//
// The same rows, options and processor give the same bytes for any number of
// threads.
//
// Peak memory beside the input, the result among it, in bytes, for n rows of
// dimension d and c components, is the largest of: 4 n d and more for the start
// (principal_components.h); for kBarnesHut, with k = 3 perplexity + 1
// neighbours, 4 n c and what their search needs (nearest_neighbors.h), and
// after it n (16 k + 8 m + 4 c + 24), where m, at least k and at most 2 k, is
// how many edges a row has once neighbours are mutual; for kExact
// 4 n (n + 6 c).

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct TsneOptions {
  size_t n_components = 2;
  // A smooth count of the neighbours that a row should be near to. Larger
  // values keep more of the global structure and cost more.
  double perplexity = 30.0;
  double learning_rate = 150.0;
  int max_iterations = 1000;
  uint64_t seed = 42;
  enum class Method {
    // n log n time: takes the similarities of the nearest rows only, and a far
    // group of points as one. Up to three components.
    kBarnesHut,
    // n^2 time: takes every pair, for any number of components.
    kExact,
  };
  Method method = Method::kBarnesHut;
  enum class Init { kPca, kRandom };
  Init init = Init::kPca;
  // The factor of the similarities of rows while groups form.
  double early_exaggeration = 12.0;
  // kBarnesHut's accuracy: the smaller the angle, the more exact and slower.
  double angle = 0.5;
  // How kBarnesHut searches for neighbours (nearest_neighbors.h).
  NeighborOptions::Search search = NeighborOptions::Search::kAuto;
};

struct TsneResult {
  // n_components numbers for each row, row-major.
  std::vector<float> embedding;
  // The Kullback-Leibler divergence of the similarities in the embedding from
  // the similarities of the rows, in nats; at least 0.
  double kl_divergence = 0.0;
  int iterations = 0;
  // By kBarnesHut.
  NeighborSearch search;
};

// REQUIRES: all numbers finite, their squared distances within float32;
// rows.count > 0; 1 <= n_components, with kBarnesHut <= 3; 0 < perplexity;
// 0 < learning_rate <= 1e6; 1 <= max_iterations; 1 <= early_exaggeration <=
// 1e4; 0 <= angle.
TsneResult Tsne(const RowsView& rows, const TsneOptions& options,
                ThreadPool& pool);

// Runs Tsne() by kBarnesHut on neighbours that were found before, by
// FindNeighbors(rows, TsneNeighbors(rows.count, options), pool), so that
// several maps of the same rows share one search. Neighbours do not depend on
// the seed. REQUIRES: rows.count > 1.
NeighborOptions TsneNeighbors(size_t rows, const TsneOptions& options);
TsneResult Tsne(const RowsView& rows, Neighbors neighbors,
                const TsneOptions& options, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_H_
