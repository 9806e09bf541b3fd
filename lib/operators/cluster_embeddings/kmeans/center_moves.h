// Moves centres that k-means has settled on out of a local optimum: away from
// where a cluster could be shared out among its neighbours at little cost, to
// where one cluster would much better be two.
//
//   std::vector<float> moved =
//       MoveCenters(rows, result.labels, centers, /*min_gain=*/1.0,
//                   /*min_gain_at_risk=*/-1.0, pool);
//   if (!moved.empty()) Iterate(moved);
//
// After Kaukoranta, Franti and Nevalainen, "Iterative split-and-merge algorithm
// for vector quantization codebook generation", Optical Engineering 37 (1998).
//
// The same bytes for any number of threads. Time: about that of two iterations
// of k-means without bounds. Peak memory above input and output, in bytes, for
// n rows of dimension d, k clusters and t threads: 12 n + (256 k + 32 d) t.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_MOVES_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_MOVES_H_

#include <vector>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// `centers` with up to an eighth of them moved, at least one; empty where no
// move promises to lower the inertia by `min_gain`, nor one to where a split
// rids a cluster of a tenth of its inertia by `min_gain_at_risk`, which may
// be below 0. Promises leave out what the centres around do then, so what
// became of the inertia another run of k-means tells.
//
// REQUIRES: a label for each row, below centers.count; min_gain at least 0;
// squared distances are finite.
std::vector<float> MoveCenters(const RowsView& rows,
                               absl::Span<const int> labels,
                               const RowsView& centers, double min_gain,
                               double min_gain_at_risk, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_MOVES_H_
