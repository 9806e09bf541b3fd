// Moves the centres of a finished k-means out of a local optimum: away from a
// cluster that its neighbours could take over at little cost, to a cluster that
// gains much from being split in two.
//
//   std::vector<float> moved =
//       MoveCenters(rows, result, /*min_gain=*/1.0, /*min_gain_at_risk=*/-1.0,
//                   pool);
//   if (!moved.empty()) Iterate(moved);
//
// After Kaukoranta, Franti and Nevalainen, "Iterative split-and-merge algorithm
// for vector quantization codebook generation", Optical Engineering 37 (1998).
//
// The result is the same for any number of threads. Time: about one iteration
// of k-means without bounds. Peak memory above input and output, in bytes, for
// n rows of dimension d, k clusters and t threads: 4 n + 32 d t, and that of
// CenterSearch.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_MOVES_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_MOVES_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/kmeans/lloyd.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// At most by how much the inertia falls if a centre leaves its rows to the
// other centres and takes rows of another cluster. REQUIRES: `result` has
// centers, and labels, own and other of its rows, of the dimension given.
double MaxGainOfMove(const KMeansResult& result, size_t dimension);

// Returns the centres with at least one and at most an eighth of them moved;
// empty if no move is worth it. A move is worth it if its estimated gain, by
// which the inertia falls, is above `min_gain`; if the split rids a cluster of
// a tenth of its inertia, a gain above `min_gain_at_risk` suffices, which may
// be negative. The estimate ignores how the other centres will follow, so only
// another run of k-means tells the true gain.
//
// REQUIRES: `result` has centers, and labels, own and other of `rows`; min_gain
// at least 0; squared distances are finite.
std::vector<float> MoveCenters(const RowsView& rows, const KMeansResult& result,
                               double min_gain, double min_gain_at_risk,
                               ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_MOVES_H_
