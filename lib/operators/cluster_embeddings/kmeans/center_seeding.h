// Chooses rows as the first centres of k-means: greedy k-means++.
//
//   std::vector<float> centers =
//       SeedCenters(rows, /*n_clusters=*/3, RandomStream(50, 0), pool);
//
// Arthur and Vassilvitskii, "k-means++: The advantages of careful seeding",
// SODA 2007: the first row by chance, each further one with a chance in
// proportion to its squared distance from the nearest chosen. Of 2 + ln(k) rows
// drawn so, the one that leaves the least sum of such distances is taken. A row
// is not compared with one drawn that by the triangle inequality cannot be
// nearer than what was chosen.
//
// The same bytes for any number of threads. Peak memory above input and output,
// in bytes, for n rows of dimension d, k clusters and t threads:
// (16 + 4 ln k) n + (2 + ln k) (4 d + 4 k + 1024 t) + 4096 t.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEEDING_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEEDING_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/data/random.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// The chosen rows, row-major. One row is chosen twice only where no other is
// left that differs from all chosen.
// REQUIRES: 1 <= n_clusters <= rows.count; squared distances are finite.
std::vector<float> SeedCenters(const RowsView& rows, size_t n_clusters,
                               const RandomStream& random, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_KMEANS_CENTER_SEEDING_H_
