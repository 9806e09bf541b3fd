#include "lib/operators/cluster_embeddings/row_blocks.h"

#include <limits>
#include <numeric>

namespace feluda {
namespace {

// Columns a chunk: whole cache lines of each row.
constexpr size_t kColumns = 64;

// What rounding in double may do to a sum of `dimension` squares, and more.
double Margin(size_t dimension) { return (dimension + 4) * 0x1p-52; }

size_t WidestColumn(const RowsView& rows, absl::Span<const uint32_t> some,
                    Workers& workers) {
  std::vector<float> widths(rows.dimension);
  workers.For(rows.dimension, kColumns, [&](size_t begin, size_t end) {
    const float* first = rows[some[0]];
    float low[kColumns], high[kColumns];
    std::copy(first + begin, first + end, low);
    std::copy(first + begin, first + end, high);
    for (const uint32_t row : some) {
      const float* values = rows[row] + begin;
      for (size_t k = 0; k < end - begin; ++k) {
        low[k] = std::min(low[k], values[k]);
        high[k] = std::max(high[k], values[k]);
      }
    }
    for (size_t k = begin; k < end; ++k) {
      widths[k] = high[k - begin] - low[k - begin];
    }
  });
  return std::max_element(widths.begin(), widths.end()) - widths.begin();
}

}  // namespace

RowBlocks::RowBlocks(const RowsView& rows, Workers& workers)
    : dimension_(rows.dimension), order_(rows.count) {
  std::iota(order_.begin(), order_.end(), 0);
  Sort(rows, 0, rows.count, workers);
  columns_.resize(count() * kRows * dimension_);
  lows_.resize(count() * dimension_);
  highs_.resize(count() * dimension_);
  workers.For(count(), 1, [&](size_t block, size_t) { Fill(rows, block); });
}

void RowBlocks::Sort(const RowsView& rows, size_t begin, size_t end,
                     Workers& workers) {
  if (end - begin <= kRows) return;
  const size_t column = WidestColumn(
      rows, absl::MakeConstSpan(order_).subspan(begin, end - begin), workers);
  // All blocks are whole but the last.
  const size_t halves = (end - begin + kRows) / (2 * kRows);
  const size_t middle = begin + halves * kRows;
  std::nth_element(order_.begin() + begin, order_.begin() + middle,
                   order_.begin() + end, [&](uint32_t a, uint32_t b) {
                     return rows[a][column] < rows[b][column];
                   });
  Sort(rows, begin, middle, workers);
  Sort(rows, middle, end, workers);
}

void RowBlocks::Fill(const RowsView& rows, size_t block) {
  float* columns = &columns_[block * kRows * dimension_];
  float* low = &lows_[block * dimension_];
  float* high = &highs_[block * dimension_];
  std::fill_n(low, dimension_, std::numeric_limits<float>::infinity());
  std::fill_n(high, dimension_, -std::numeric_limits<float>::infinity());
  const auto members = Rows(block);
  for (size_t i = 0; i < members.size(); ++i) {
    const float* values = rows[members[i]];
    for (size_t k = 0; k < dimension_; ++k) {
      columns[k * kRows + i] = values[k];
      low[k] = std::min(low[k], values[k]);
      high[k] = std::max(high[k], values[k]);
    }
  }
}

RowBlocks::Range RowBlocks::Gap(size_t a, size_t b, double limit) const {
  const float *low_a = &lows_[a * dimension_],
              *high_a = &highs_[a * dimension_];
  const float *low_b = &lows_[b * dimension_],
              *high_b = &highs_[b * dimension_];
  const double below = 1.0 - Margin(dimension_),
               above = 1.0 + Margin(dimension_);
  Range range = {0.0, 0.0};
  for (size_t k = 0; k < dimension_; ++k) {
    const double up = double{high_b[k]} - low_a[k];
    const double down = double{high_a[k]} - low_b[k];
    const double gap = std::max({0.0, -up, -down});
    const double span = std::max(up, down);
    range.least += gap * gap;
    range.most += span * span;
    if (range.least * below > limit) break;
  }
  return {range.least * below, range.most * above};
}

}  // namespace feluda
