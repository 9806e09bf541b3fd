// Measures the recall of an approximate search for nearest neighbours: the
// share of the true neighbours that it found.
//
//   const RecallSample sample(rows, /*neighbors=*/15, pool);
//   sample.Recall([&](size_t row) { return search.Row(row); });  // 0.95
//
// The neighbours of a sample of 128 rows are searched for among all rows, once.
// With 15 neighbours these are n = 1,920, of which a recall of 0.95 is off by
// 0.005 (one standard deviation), and somewhat more as neighbours of one row
// are missed together.

#ifndef LIB_VECTORS_NEIGHBORS_RECALL_SAMPLE_H_
#define LIB_VECTORS_NEIGHBORS_RECALL_SAMPLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/vectors/neighbors/closest_rows.h"
#include "lib/vectors/neighbors/prepared_rows.h"

namespace feluda {

class RecallSample {
 public:
  // What a search found for a row, the closest first, at least `neighbors`.
  using Found =
      absl::FunctionRef<absl::Span<const ClosestRows::Entry>(size_t row)>;

  // Has no rows. REQUIRES: it is assigned to before use.
  RecallSample() = default;

  // REQUIRES: 1 <= neighbors < rows.count().
  RecallSample(const PreparedRows& rows, size_t neighbors, ThreadPool& pool);

  // A row counts as found if it is no farther than the last of the true
  // neighbours, so ties count whichever of them was found.
  double Recall(Found found) const;

 private:
  size_t neighbors_ = 0;
  std::vector<uint32_t> sample_;
  // How far the last neighbour of each row of the sample is.
  std::vector<float> reaches_;
};

}  // namespace feluda

#endif  // LIB_VECTORS_NEIGHBORS_RECALL_SAMPLE_H_
