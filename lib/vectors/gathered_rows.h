// Copies some rows of a matrix, and their norms, beside each other, so that
// they can be multiplied as a matrix of their own. The memory is used again for
// the next rows.
//
//   GatheredRows gathered;
//   gathered.Gather(rows, norms, {7, 3, 12});
//   gathered.view()[1];  // row 3 of `rows`

#ifndef LIB_VECTORS_GATHERED_ROWS_H_
#define LIB_VECTORS_GATHERED_ROWS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/vectors/rows_view.h"

namespace feluda {

class GatheredRows {
 public:
  void Gather(const RowsView& rows, const std::vector<float>& norms,
              absl::Span<const uint32_t> some) {
    values_.resize(some.size() * rows.dimension);
    norms_.resize(some.size());
    for (size_t i = 0; i < some.size(); ++i) {
      std::copy_n(rows[some[i]], rows.dimension, &values_[i * rows.dimension]);
      norms_[i] = norms[some[i]];
    }
    view_ = RowsView(values_.data(), some.size(), rows.dimension);
  }

  // Valid until the next Gather().
  const RowsView& view() const { return view_; }
  absl::Span<const float> norms() const { return norms_; }

 private:
  std::vector<float> values_;
  std::vector<float> norms_;
  RowsView view_;
};

}  // namespace feluda

#endif  // LIB_VECTORS_GATHERED_ROWS_H_
