// Finds rows that are equal in every number. Real collections hold the same
// item many times, and equal rows need no search for their nearest.
//
//   std::vector<uint32_t> first = FirstEqualRows(rows);
//   first[7];  // the lowest row that equals row 7, which may be 7
//
// 0 and -0 are equal. Threads: a function of its argument alone. Time:
// O(n log n) comparisons of rows. Peak memory above input and output: 4 bytes a
// row.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_EQUAL_ROWS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_EQUAL_ROWS_H_

#include <cstdint>
#include <vector>

#include "lib/vectors/rows_view.h"

namespace feluda {

// REQUIRES: rows.count < 2^32; no number is NaN.
std::vector<uint32_t> FirstEqualRows(const RowsView& rows);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_WARD_EQUAL_ROWS_H_
