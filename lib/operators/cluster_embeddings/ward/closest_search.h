// Finds the clusters closest to each cluster.
//
// Distances are first computed from products of blocks of rounded centres, with
// an error that is bounded in advance. Those that may matter are computed again
// in double. So the result is exact to double and the same for any number of
// threads.
//
// Peak memory above the clusters, in bytes: for FindClosest() 310 a cluster and
// 260 KiB a thread, for RefreshClosest() 310 + 2 * dimension + 4 * clusters a
// slot.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CLOSEST_SEARCH_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CLOSEST_SEARCH_H_

#include <cstddef>

#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/ward/live_clusters.h"

namespace feluda {

// Offers all clusters to each other.
void FindClosest(LiveClusters& clusters, ThreadPool& pool);

// Makes the clusters in `slots` forget the clusters they know, offers them all
// clusters, and offers each of them to the clusters that it finds closest.
void RefreshClosest(absl::Span<const size_t> slots, LiveClusters& clusters,
                    ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CLOSEST_SEARCH_H_
