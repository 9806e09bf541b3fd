// Copies some of the rows of a search, and their norms, beside each other, so
// that they can be multiplied as a matrix of their own. The memory is used
// again for the next rows.
//
//   GatheredRows gathered;
//   gathered.Gather(rows, {7, 3, 12});
//   gathered.Slice(1, 2);  // row 3 of `rows`

#ifndef LIB_VECTORS_NEIGHBORS_GATHERED_ROWS_H_
#define LIB_VECTORS_NEIGHBORS_GATHERED_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/vectors/neighbors/prepared_rows.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {

class GatheredRows {
 public:
  void Gather(const PreparedRows& rows, absl::Span<const uint32_t> some) {
    if (some.size() > capacity_) {
      capacity_ = some.size();
      gathered_ = RoundedRows(capacity_, rows.dimension());
    }
    norms_.resize(some.size());
    for (size_t i = 0; i < some.size(); ++i) {
      gathered_.Copy(rows.rounded(), some[i], i);
      norms_[i] = rows.norms()[some[i]];
    }
  }

  // Valid until the next Gather().
  RoundedView Slice(size_t begin, size_t end) const {
    return gathered_.Slice(begin, end);
  }
  absl::Span<const float> norms() const { return norms_; }

 private:
  size_t capacity_ = 0;
  RoundedRows gathered_{0, 0};
  std::vector<float> norms_;
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_GATHERED_ROWS_H_
