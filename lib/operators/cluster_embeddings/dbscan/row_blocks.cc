#include "lib/operators/cluster_embeddings/dbscan/row_blocks.h"

#include <limits>
#include <numeric>
#include <utility>

#include "lib/base/huge_pages.h"

namespace feluda {
namespace {

// Columns copied at a time: a cache line of a row.
constexpr size_t kColumns = 16;
// The widths of columns are estimated from a sample of at least this many rows
// and this many numbers.
constexpr size_t kSampleRows = 64;
constexpr size_t kSampleNumbers = size_t{1} << 15;

// An upper bound of the relative rounding error of a sum of `dimension` squares
// in double.
double Margin(size_t dimension) { return (dimension + 4) * 0x1p-52; }

size_t WidestColumn(const RowsView& rows, absl::Span<const uint32_t> some) {
  const float* first = rows[some[0]];
  std::vector<float> low(first, first + rows.dimension);
  std::vector<float> high = low;
  const size_t sample = std::min(
      some.size(), std::max(kSampleRows, kSampleNumbers / rows.dimension));
  for (size_t i = 1; i < sample; ++i) {
    const float* values = rows[some[i * some.size() / sample]];
    for (size_t k = 0; k < rows.dimension; ++k) {
      low[k] = std::min(low[k], values[k]);
      high[k] = std::max(high[k], values[k]);
    }
  }
  size_t widest = 0;
  for (size_t k = 1; k < rows.dimension; ++k) {
    if (high[k] - low[k] > high[widest] - low[widest]) widest = k;
  }
  return widest;
}

}  // namespace

RowBlocks::RowBlocks(const RowsView& rows, ThreadPool& pool)
    : dimension_(rows.dimension), order_(rows.count) {
  Sort(rows, pool);
  const size_t numbers = count() * kRows * dimension_;
  columns_.reset(new float[numbers]);
  PreferHugePages(columns_.get(), numbers * sizeof(float));
  lows_.resize(count() * dimension_);
  highs_.resize(count() * dimension_);
  pool.ParallelFor(count(), 1,
                   [&](size_t block, size_t) { Fill(rows, block); });
}

// Halves all parts of one size in parallel, then their halves.
void RowBlocks::Sort(const RowsView& rows, ThreadPool& pool) {
  std::iota(order_.begin(), order_.end(), 0);
  std::vector<Part> parts = {{0, rows.count}};
  while (!parts.empty()) {
    std::vector<Part> halves(2 * parts.size());
    pool.ParallelFor(parts.size(), 1, [&](size_t i, size_t) {
      const Part part = parts[i];
      if (part.end - part.begin <= kRows) return;
      const size_t middle = Halve(rows, part);
      halves[2 * i] = {part.begin, middle};
      halves[2 * i + 1] = {middle, part.end};
    });
    halves.erase(
        std::remove_if(halves.begin(), halves.end(),
                       [](const Part& part) { return part.begin == part.end; }),
        halves.end());
    parts = std::move(halves);
  }
}

// Moves the lower half of a part, by its widest column, before the upper half;
// returns where the upper half begins.
size_t RowBlocks::Halve(const RowsView& rows, const Part& part) {
  const size_t count = part.end - part.begin;
  const size_t column = WidestColumn(
      rows, absl::MakeConstSpan(order_).subspan(part.begin, count));
  // All blocks but the last are full.
  const size_t halves = (count + kRows) / (2 * kRows);
  const size_t middle = part.begin + halves * kRows;
  std::nth_element(order_.begin() + part.begin, order_.begin() + middle,
                   order_.begin() + part.end, [&](uint32_t a, uint32_t b) {
                     return rows[a][column] < rows[b][column];
                   });
  return middle;
}

// Transposes few columns at a time, so that the cache lines that it writes stay
// in the cache from row to row.
void RowBlocks::Fill(const RowsView& rows, size_t block) {
  float* columns = &columns_[block * kRows * dimension_];
  float* low = &lows_[block * dimension_];
  float* high = &highs_[block * dimension_];
  std::fill_n(low, dimension_, std::numeric_limits<float>::infinity());
  std::fill_n(high, dimension_, -std::numeric_limits<float>::infinity());
  const auto members = Rows(block);
  if (members.size() < kRows) std::fill_n(columns, kRows * dimension_, 0.0f);
  for (size_t begin = 0; begin < dimension_; begin += kColumns) {
    const size_t end = std::min(dimension_, begin + kColumns);
    for (size_t i = 0; i < members.size(); ++i) {
      const float* values = rows[members[i]];
      for (size_t k = begin; k < end; ++k) {
        columns[k * kRows + i] = values[k];
        low[k] = std::min(low[k], values[k]);
        high[k] = std::max(high[k], values[k]);
      }
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
