#include "lib/operators/cluster_embeddings/dbscan/row_blocks.h"

#include <cmath>
#include <numeric>
#include <utility>

#include "lib/vectors/centered_rows.h"
#include "lib/vectors/products.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {
namespace {

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
  tiles_.resize(count(), TileRows(0));
  lows_.resize(count() * dimension_);
  highs_.resize(count() * dimension_);
  centers_.resize(count() * dimension_);
  radii_.resize(count());
  const std::vector<double> means = ColumnMeans(rows, pool);
  pool.ParallelFor(count(), 1, [&](size_t block, size_t) {
    Fill(rows, means, block);
    FindBox(rows, block);
    FindBall(rows, block);
  });
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

void RowBlocks::Fill(const RowsView& rows, absl::Span<const double> means,
                     size_t block) {
  const auto members = Rows(block);
  RoundedRows rounded(members.size(), dimension_);
  std::vector<float> offset(dimension_);
  for (size_t i = 0; i < members.size(); ++i) {
    const float* values = rows[members[i]];
    for (size_t k = 0; k < dimension_; ++k) {
      offset[k] = static_cast<float>(values[k] - means[k]);
    }
    rounded.Set(i, offset.data());
  }
  tiles_[block] = TileRows(dimension_);
  tiles_[block].Take(rounded, members.size());
}

void RowBlocks::FindBox(const RowsView& rows, size_t block) {
  float* low = &lows_[block * dimension_];
  float* high = &highs_[block * dimension_];
  const auto members = Rows(block);
  std::copy_n(rows[members[0]], dimension_, low);
  std::copy_n(rows[members[0]], dimension_, high);
  for (const uint32_t member : members) {
    const float* values = rows[member];
    for (size_t k = 0; k < dimension_; ++k) {
      low[k] = std::min(low[k], values[k]);
      high[k] = std::max(high[k], values[k]);
    }
  }
}

void RowBlocks::FindBall(const RowsView& rows, size_t block) {
  const auto members = Rows(block);
  std::vector<double> sums(dimension_);
  for (const uint32_t member : members) {
    for (size_t k = 0; k < dimension_; ++k) sums[k] += rows[member][k];
  }
  float* center = &centers_[block * dimension_];
  for (size_t k = 0; k < dimension_; ++k) {
    center[k] = static_cast<float>(sums[k] / members.size());
  }
  double square = 0.0;
  for (const uint32_t member : members) {
    square =
        std::max(square, SquaredDistance(rows[member], center, dimension_));
  }
  radii_[block] = std::sqrt(square);
}

RowBlocks::Range RowBlocks::Gap(size_t a, size_t b, double limit) const {
  const double below = 1.0 - Margin(dimension_),
               above = 1.0 + Margin(dimension_);
  const double between = std::sqrt(SquaredDistance(
      &centers_[a * dimension_], &centers_[b * dimension_], dimension_));
  const double reach = (radii_[a] + radii_[b]) * above;
  const double least = std::max(0.0, between * below - reach);
  const double most = between * above + reach;
  const Range ball = {least * least * below, most * most * above};
  if (ball.least > limit) return ball;
  const Range box = GapOfBoxes(a, b, limit);
  return {std::max(ball.least, box.least), std::min(ball.most, box.most)};
}

RowBlocks::Range RowBlocks::GapOfBoxes(size_t a, size_t b, double limit) const {
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
