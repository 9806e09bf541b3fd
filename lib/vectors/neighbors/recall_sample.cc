#include "lib/vectors/neighbors/recall_sample.h"

#include <algorithm>

#include "lib/vectors/neighbors/close_pairs.h"
#include "lib/vectors/neighbors/gathered_rows.h"
#include "lib/vectors/rounded_products.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {
namespace {

constexpr size_t kSample = 128;
// Rows of the sample that are compared with a block of all rows at a time.
constexpr size_t kSampleBlock = 32;
constexpr size_t kBlock = 256;

// Adds those of the rows from `first` on that are close to `row`.
void AddClose(uint32_t row, float norm, size_t first,
              absl::Span<const float> products, absl::Span<const float> norms,
              ClosestRows& closest) {
  const size_t columns = products.size();
  // Nothing is searched for the columns.
  float none[kBlock];
  std::fill_n(none, columns, -1.0f);
  ClosePair found[kBlock];
  const size_t pairs = FindClosePairs(products, norm, norms, closest.bound(),
                                      absl::MakeConstSpan(none, columns),
                                      absl::MakeSpan(found, columns));
  for (size_t p = 0; p < pairs; ++p) {
    const auto other = static_cast<uint32_t>(first + found[p].column);
    if (other != row) closest.Add(other, found[p].squared_distance);
  }
}

// Puts into `reaches` how far the last of its neighbours is from each of
// `some`.
void SearchAmongAll(const PreparedRows& rows, size_t neighbors,
                    absl::Span<const uint32_t> some,
                    absl::Span<float> reaches) {
  GatheredRows gathered;
  gathered.Gather(rows, some);
  std::vector<ClosestRows::Entry> entries(some.size() * 2 * neighbors);
  std::vector<ClosestRows> closest;
  for (size_t i = 0; i < some.size(); ++i) {
    closest.emplace_back(&entries[i * 2 * neighbors], neighbors);
  }
  std::vector<float> products(some.size() * kBlock);
  for (size_t first = 0; first < rows.count(); first += kBlock) {
    const size_t columns = std::min(kBlock, rows.count() - first);
    RoundedProducts(gathered.Slice(0, some.size()),
                    rows.Slice(first, first + columns), products.data(),
                    columns);
    for (size_t i = 0; i < some.size(); ++i) {
      AddClose(some[i], gathered.norms()[i], first,
               absl::MakeConstSpan(&products[i * columns], columns),
               rows.norms().subspan(first, columns), closest[i]);
    }
  }
  for (size_t i = 0; i < some.size(); ++i) {
    reaches[i] = closest[i].Sorted().back().distance;
  }
}

}  // namespace

RecallSample::RecallSample(const PreparedRows& rows, size_t neighbors,
                           ThreadPool& pool)
    : neighbors_(neighbors) {
  const size_t count = std::min(kSample, rows.count());
  sample_.resize(count);
  reaches_.resize(count);
  for (size_t i = 0; i < count; ++i) {
    sample_[i] = static_cast<uint32_t>(rows.count() * i / count);
  }
  pool.ParallelFor(count, kSampleBlock, [&](size_t begin, size_t end) {
    SearchAmongAll(rows, neighbors,
                   absl::MakeConstSpan(sample_).subspan(begin, end - begin),
                   absl::MakeSpan(reaches_).subspan(begin, end - begin));
  });
}

double RecallSample::Recall(Found found) const {
  size_t count = 0;
  for (size_t i = 0; i < sample_.size(); ++i) {
    for (const auto& entry : found(sample_[i]).first(neighbors_)) {
      count += entry.distance <= reaches_[i];
    }
  }
  return static_cast<double>(count) / (sample_.size() * neighbors_);
}

}  // namespace feluda
