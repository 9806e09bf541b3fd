// The directions in which rows differ most, and where each row lies along them.
//
//   const std::vector<float> scores = PrincipalScores(rows, /*components=*/2,
//                                                     pool);
//   scores[7 * 2 + 0];  // row 7 along the first component
//
// Halko, Martinsson and Tropp, "Finding structure with randomness:
// probabilistic algorithms for constructing approximate matrix decompositions",
// SIAM Review 53 (2011), algorithms 4.4 and 5.1: a block of random directions
// is multiplied by the covariance again and again, which never is made. As near
// to the true components as the gap after them lets a fixed number of rounds
// come.
//
// The same rows and processor give the same bytes for any number of threads.
// Peak memory, for n rows of dimension d and c components: 4 n d bytes, and
// d (c + 10) (8 n / 2048 + 24) of sums.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_PRINCIPAL_COMPONENTS_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_PRINCIPAL_COMPONENTS_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// rows.count times `components`, row-major, components by descending variance
// and turned so that the row farthest out along one is on its positive side.
// Components that the rows do not have, in number or in variance, are 0.
// REQUIRES: all numbers finite; rows.count, rows.dimension, components > 0.
std::vector<float> PrincipalScores(const RowsView& rows, size_t components,
                                   ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_PRINCIPAL_COMPONENTS_H_
