// t-SNE: a map of rows in a few dimensions, in which rows that are near each
// other stay near.
//
//   ThreadPool pool(/*threads=*/1);
//   const TsneResult map = Tsne(rows, TsneOptions(), pool);
//   map.embedding[7 * 2 + 0];  // row 7 along the first axis
//
// van der Maaten and Hinton, "Visualizing data using t-SNE", JMLR 9 (2008), and
// for kBarnesHut van der Maaten, "Accelerating t-SNE using tree-based
// algorithms", JMLR 15 (2014). Start, schedule and stopping rules are those of
// scikit-learn 1.2, but for
//
//   - the learning rate while groups form: at most rows / (4 exaggeration)
//     (after Belkina et al., "Automated optimized parameters for t-distributed
//     stochastic neighbor embedding improve visualization and analysis of large
//     datasets", Nature Communications 10, 2019), beyond which points are flung
//     out;
//   - points that have drawn together then, as those of noise do: they are
//     spread out again to where they began;
//   - the similarity in the embedding: Student's with one degree of freedom for
//     any number of components, as in the papers. scikit-learn takes as many
//     degrees as components less one; its divergences compare up to two. Where
//     rows are equal they do not: it leaves out pairs of equal points and tells
//     too little, even less than 0.
//
// The same rows, options and processor give the same bytes for any number of
// threads.
//
// Peak memory above input and output, in bytes, for n rows of dimension d and
// c components, the largest of: 4 n d for the start from principal components;
// for kBarnesHut, with k = 3 perplexity + 1 neighbours, their search
// (nearest_neighbors.h, and 8 n k of what it finds) and then
// n (32 k + 20 c + 60); for kExact 4 n (n + 5 c).

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

struct TsneOptions {
  size_t n_components = 2;
  // Neighbours that a row is to be near to, smoothly counted. Larger values
  // keep more of the large picture and cost more.
  double perplexity = 30.0;
  double learning_rate = 150.0;
  int max_iterations = 1000;
  uint64_t seed = 42;
  enum class Method {
    // n log n: similarities of the nearest rows only, and far groups of points
    // taken as one. Up to three components.
    kBarnesHut,
    // n^2: every pair, for any number of components.
    kExact,
  };
  Method method = Method::kBarnesHut;
  enum class Init { kPca, kRandom };
  Init init = Init::kPca;
  // Of the similarities of rows, while the groups form.
  double early_exaggeration = 12.0;
  // The smaller, the more exact and slower kBarnesHut is.
  double angle = 0.5;
};

struct TsneResult {
  // n_components a row, row-major.
  std::vector<float> embedding;
  // The Kullback-Leibler divergence of the similarities in the embedding from
  // the similarities of the rows, in nats; at least 0.
  double kl_divergence = 0.0;
  int iterations = 0;
};

// REQUIRES: all numbers finite, their squared distances within float32;
// rows.count > 0; 1 <= n_components, with kBarnesHut <= 3; 0 < perplexity;
// 0 < learning_rate <= 1e6; 1 <= max_iterations; 1 <= early_exaggeration <=
// 1e4; 0 <= angle.
TsneResult Tsne(const RowsView& rows, const TsneOptions& options,
                ThreadPool& pool);

// kBarnesHut on neighbours found before, FindNeighbors(rows, TsneNeighbors(
// rows.count, options), pool): of several maps only the first need wait for
// them. They do not depend on the seed.
// REQUIRES: rows.count > 1.
NeighborOptions TsneNeighbors(size_t rows, const TsneOptions& options);
TsneResult Tsne(const RowsView& rows, Neighbors neighbors,
                const TsneOptions& options, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_TSNE_TSNE_H_
