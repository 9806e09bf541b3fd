// Nearest neighbours by hnswlib, where every pair would take too long.

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

// Calls `take` once a row, from any of the pool' threads, with `keep` rows
// that are nearly the nearest of it, in no order. By the squared distance, or
// for kCosine by the product of rows of length 1. The graph is built by one
// thread, since its links depend on the order of the rows, and searched by all.
// REQUIRES: 1 <= keep < rows.count.
void SearchApproximately(
    const RowsView& rows, Metric metric, size_t keep, ThreadPool& pool,
    absl::FunctionRef<void(size_t row,
                           absl::Span<const ClosestRows::Entry> candidates)>
        take);

}  // namespace feluda

#endif  // LIB_VECTORS_APPROXIMATE_SEARCH_H_
