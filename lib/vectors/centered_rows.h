// A copy of rows in which float32 loses least: the mean subtracted, or each row
// scaled to length 1.
//
// Products of rows tell distances as the difference of large numbers where the
// rows are far from the origin; once the mean is gone they are as near to it as
// a shift can bring them.
//
// The same bytes for any number of threads.
// Memory: 4 bytes a number, and 8 a column while it is made.

#ifndef LIB_VECTORS_CENTERED_ROWS_H_
#define LIB_VECTORS_CENTERED_ROWS_H_

#include <vector>

#include "lib/base/thread_pool.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

// The mean of each column.
std::vector<double> ColumnMeans(const RowsView& rows, ThreadPool& pool);

// The rows less the mean of each column, row-major.
std::vector<float> CenterRows(const RowsView& rows, ThreadPool& pool);

// The rows at length 1, row-major; rows of zeros stay.
std::vector<float> NormalizeRows(const RowsView& rows, ThreadPool& pool);

}  // namespace feluda

#endif  // LIB_VECTORS_CENTERED_ROWS_H_
