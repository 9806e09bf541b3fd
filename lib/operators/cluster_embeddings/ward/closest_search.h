// Searches that tell clusters which others are closest to them.
//
// Distances come as float32 products of blocks of centres, with an error known
// in advance; those that may matter are settled in double. So what a cluster
// holds for closest is so to double, and the same for any number of threads.
//
// Peak memory above the clusters, in bytes: of FindClosest() 310 a cluster and
// 260 KiB a thread, of RefreshClosest() 310 + 4 * (dimension + clusters) a
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

// Offers all clusters to those in `slots`, which forget what they knew, and
// those to the ones that they find closest.
void RefreshClosest(absl::Span<const size_t> slots, LiveClusters& clusters,
                    ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_CLOSEST_SEARCH_H_
