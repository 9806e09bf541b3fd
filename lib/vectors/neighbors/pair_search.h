// The exact search for neighbours: compares every pair of rows once, by
// products of rows rounded to 16 bits, and the candidates that are left again
// in double. A row for which rounding might have lost a neighbour, which the
// radii of rounded rows tell (rounded_rows.h), is compared with all others
// anew. Where all rows lie in tight clusters, these are twice as many
// comparisons again.
//
//   CandidateTable table(rows.count, /*keep=*/k + 8);
//   SearchAllPairs(distances, PreparedRows(distances, pool), k, pool, table);
//   table.Row(7)[0];  // the neighbour nearest to row 7
//
// The result is the same for any number of threads.
// Time: O(n^2 d). Peak memory beside the rows and the table: 36 bytes a row,
// and 256 KiB a thread.

#ifndef LIB_VECTORS_NEIGHBORS_PAIR_SEARCH_H_
#define LIB_VECTORS_NEIGHBORS_PAIR_SEARCH_H_

#include <cstddef>

#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/candidate_table.h"
#include "lib/vectors/neighbors/exact_distances.h"
#include "lib/vectors/neighbors/prepared_rows.h"

namespace feluda {

// Puts the k nearest neighbours of each row at the front of the table's, by
// distance and then by row. REQUIRES: 1 <= k <= table.keep() < rows < 2^32; the
// prepared rows are those of the distances.
void SearchAllPairs(const ExactDistances& distances,
                    const PreparedRows& prepared, size_t k, ThreadPool& pool,
                    CandidateTable& table);

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_PAIR_SEARCH_H_
