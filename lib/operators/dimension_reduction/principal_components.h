// Principal components: the directions in which rows differ most, and where
// each row lies along them.
//
//   const std::vector<float> scores = PrincipalScores(rows, /*components=*/2,
//                                                     pool);
//   scores[7 * 2 + 0];  // row 7 along the first component
//
// Halko, Martinsson and Tropp, "Finding structure with randomness:
// probabilistic algorithms for constructing approximate matrix decompositions",
// SIAM Review 53 (2011), algorithms 4.4 and 5.1: a block of random directions
// is multiplied by the covariance again and again, without the covariance ever
// being formed. The number of rounds is fixed, so the larger the gap after
// their eigenvalues, the nearer the result is to the true components.
//
// The same rows and processor give the same bytes for any number of threads.
// Peak memory in bytes, for n rows of dimension d, c components and t threads:
// 4 n d, and the larger of 4 n (2 c + 10) for the scores and
// d (c + 10) (8 ceil(n / 2048) + 4 t + 4) + 256 d t for sums.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_PRINCIPAL_COMPONENTS_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_PRINCIPAL_COMPONENTS_H_

#include <cstddef>
#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Returns rows.count times `components` numbers, row-major. Components are in
// descending order of variance, and signed so that the row farthest out along a
// component is on its positive side. Components that the rows do not have,
// because there are too few rows or dimensions or no variance, are 0.
// REQUIRES: all numbers finite; rows.count, rows.dimension, components > 0.
std::vector<float> PrincipalScores(const RowsView& rows, size_t components,
                                   ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_PRINCIPAL_COMPONENTS_H_
