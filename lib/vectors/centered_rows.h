// Copies rows so that float32 loses least: with the mean subtracted.
//
// If rows are far from the origin, distances computed from products are
// differences of large numbers. Subtracting the mean brings the rows as near to
// the origin as a shift can.
//
// The result is the same for any number of threads.
// Memory: 4 bytes a number, and 8 a column during the computation.

#ifndef LIB_VECTORS_CENTERED_ROWS_H_
#define LIB_VECTORS_CENTERED_ROWS_H_

#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// Returns the mean of each column.
std::vector<double> ColumnMeans(const RowsView& rows, ThreadPool& pool);

// Returns the rows less the mean of each column, row-major.
std::vector<float> CenterRows(const RowsView& rows, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_VECTORS_CENTERED_ROWS_H_
