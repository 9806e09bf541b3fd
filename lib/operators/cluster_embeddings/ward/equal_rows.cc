#include "lib/operators/cluster_embeddings/ward/equal_rows.h"

#include <algorithm>
#include <numeric>

namespace feluda {

std::vector<uint32_t> FirstEqualRows(const RowsView& rows) {
  std::vector<uint32_t> order(rows.count);
  std::iota(order.begin(), order.end(), 0);
  const size_t dimension = rows.dimension;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const auto [in_a, in_b] =
        std::mismatch(rows[a], rows[a] + dimension, rows[b]);
    return in_a == rows[a] + dimension ? a < b : *in_a < *in_b;
  });
  std::vector<uint32_t> first(rows.count);
  for (size_t i = 0; i < order.size(); ++i) {
    const uint32_t row = order[i];
    const uint32_t before = i == 0 ? row : order[i - 1];
    const bool equal =
        std::equal(rows[row], rows[row] + dimension, rows[before]);
    first[row] = i > 0 && equal ? first[before] : row;
  }
  return first;
}

}  // namespace feluda
