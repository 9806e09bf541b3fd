// Searches for nearest neighbours approximately, by hnswlib: for so many rows
// that comparing all pairs would take too long.

#ifndef LIB_VECTORS_APPROXIMATE_SEARCH_H_
#define LIB_VECTORS_APPROXIMATE_SEARCH_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/closest_rows.h"
#include "lib/vectors/metric.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Calls `take` once for each row, from any of the pool's threads, with `keep`
// rows that are nearly its nearest, in no order. Compares squared distances, or
// for kCosine products of rows of length 1. One thread builds the graph, since
// its links depend on the order of the rows, and all threads search it.
// REQUIRES: 1 <= keep < rows.count.
void SearchApproximately(
    const RowsView& rows, Metric metric, size_t keep, ThreadPool& pool,
    absl::FunctionRef<void(size_t row,
                           absl::Span<const ClosestRows::Entry> candidates)>
        take);

}  // namespace feluda

#endif  // LIB_VECTORS_APPROXIMATE_SEARCH_H_
