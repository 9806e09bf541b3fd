#include "lib/vectors/neighbors/pair_search.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <mutex>
#include <vector>

#include "absl/types/span.h"
#include "lib/vectors/neighbors/close_pairs.h"
#include "lib/vectors/neighbors/closest_rows.h"
#include "lib/vectors/rounded_products.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {
namespace {

// Rows and columns of a tile of products, which fits into a second-level cache
// together with its rows.
constexpr size_t kBlock = 256;
// Rows in a chunk whose neighbours are sorted.
constexpr size_t kGrain = 64;

// Compares every pair of rows once, in tiles of two blocks.
class PairSearch {
 public:
  PairSearch(const PreparedRows& rows, CandidateTable& table)
      : rows_(rows),
        bounds_(rows.count(), std::numeric_limits<float>::infinity()),
        blocks_(ThreadPool::ChunkCount(rows.count(), kBlock)),
        block_mutexes_(blocks_) {
    closest_.reserve(rows.count());
    for (size_t i = 0; i < rows.count(); ++i) {
      closest_.emplace_back(table.Row(i), table.keep());
    }
  }

  void Run(ThreadPool& pool) {
    // The tiles of a block follow each other, so that its rows stay in the
    // cache.
    pool.ParallelFor(blocks_ * blocks_, 1, [&](size_t tile, size_t) {
      const size_t a = tile / blocks_, b = tile % blocks_;
      if (a <= b) Tile(a, b);
    });
  }

  ClosestRows& closest(size_t row) { return closest_[row]; }

 private:
  void Tile(size_t a, size_t b) {
    const RoundedView rows = Block(a), columns = Block(b);
    std::vector<float> products(rows.count * columns.count);
    RoundedProducts(rows, columns, products.data(), columns.count);
    // The lower block is always locked first, so that no deadlock can arise.
    std::lock_guard<std::mutex> lock(block_mutexes_[a]);
    if (a == b) {
      Take(products, a, b);
    } else {
      std::lock_guard<std::mutex> other(block_mutexes_[b]);
      Take(products, a, b);
    }
  }

  void Take(const std::vector<float>& products, size_t a, size_t b) {
    const size_t columns = Block(b).count, first = b * kBlock;
    ClosePair found[kBlock];
    for (size_t i = 0; i < Block(a).count; ++i) {
      const size_t row = a * kBlock + i;
      const size_t pairs = FindClosePairs(
          absl::MakeConstSpan(&products[i * columns], columns),
          rows_.norms()[row], rows_.norms().subspan(first, columns),
          bounds_[row], absl::MakeConstSpan(&bounds_[first], columns),
          absl::MakeSpan(found, columns));
      for (size_t p = 0; p < pairs; ++p) {
        const size_t column = first + found[p].column;
        // A block with itself gives each pair twice.
        if (column == row) continue;
        Add(row, column, found[p].squared_distance);
        if (a != b) Add(column, row, found[p].squared_distance);
      }
    }
  }

  void Add(size_t row, size_t neighbor, float squared_distance) {
    if (squared_distance > bounds_[row]) return;
    closest_[row].Add(static_cast<uint32_t>(neighbor), squared_distance);
    bounds_[row] = closest_[row].bound();
  }

  RoundedView Block(size_t block) const {
    return rows_.Slice(block * kBlock,
                       std::min(rows_.count(), (block + 1) * kBlock));
  }

  const PreparedRows& rows_;
  std::vector<float> bounds_;
  std::vector<ClosestRows> closest_;
  const size_t blocks_;
  // One for the bounds and the closest rows of each block.
  std::vector<std::mutex> block_mutexes_;
};

// At least the distance that rows prepared for the metric have if the metric's
// is `distance`.
float OfPrepared(Metric metric, float distance) {
  constexpr float kAbove = 1.0f + 0x1p-20f;
  return kAbove *
         (metric == Metric::kCosine ? std::sqrt(2.0f * distance) : distance);
}

// Settles each row, and returns those that may have lost neighbours: to a row
// that was left out, whose computed square is no less than that of the last
// candidate, and whose distance may be less than that of the last neighbour.
std::vector<size_t> SettleAll(const ExactDistances& distances,
                              const PreparedRows& prepared, size_t k,
                              ThreadPool& pool, PairSearch& search,
                              CandidateTable& table) {
  std::vector<char> doubtful(prepared.count());
  pool.ParallelFor(prepared.count(), kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      const auto candidates = search.closest(row).Sorted();
      const float last = candidates.back().distance;
      const bool all = candidates.size() + 1 == prepared.count();
      table.Settle(distances, row, candidates, k);
      const float neighbor =
          OfPrepared(distances.metric(), table.Row(row)[k - 1].distance);
      const float left_out =
          std::sqrt(std::max(0.0f, last - prepared.Error(row))) -
          prepared.Radii(row);
      // Equal rows stay equal, so that nothing is lost where the last neighbour
      // is one. Rows of one direction may come to differ.
      const bool equal =
          neighbor == 0.0f && distances.metric() == Metric::kEuclidean;
      doubtful[row] = !all && !equal && neighbor >= left_out;
    }
  });
  std::vector<size_t> rows;
  for (size_t row = 0; row < doubtful.size(); ++row) {
    if (doubtful[row]) rows.push_back(row);
  }
  return rows;
}

// Compares rows that were settled with all others again: exactly with those
// that may be nearer than the last neighbour.
class Recheck {
 public:
  Recheck(const ExactDistances& distances, const PreparedRows& prepared,
          size_t k, CandidateTable& table)
      : distances_(distances), prepared_(prepared), k_(k), table_(table) {}

  void Run(absl::Span<const size_t> rows) {
    RoundedRows some(rows.size(), distances_.rows().dimension);
    for (size_t i = 0; i < rows.size(); ++i) {
      some.Copy(prepared_.rounded(), rows[i], i);
    }
    std::vector<std::vector<ClosestRows::Entry>> candidates(rows.size());
    std::vector<float> products(rows.size() * kBlock);
    for (size_t begin = 0; begin < prepared_.count(); begin += kBlock) {
      const size_t end = std::min(prepared_.count(), begin + kBlock);
      RoundedProducts(some.Slice(0, rows.size()), prepared_.Slice(begin, end),
                      products.data(), kBlock);
      for (size_t i = 0; i < rows.size(); ++i) {
        Take(rows[i], &products[i * kBlock], begin, end, candidates[i]);
      }
    }
    for (size_t i = 0; i < rows.size(); ++i) {
      table_.Settle(distances_, rows[i], candidates[i], k_);
    }
  }

 private:
  // Adds what may be nearer than the neighbours found first.
  void Take(size_t row, const float* products, size_t begin, size_t end,
            std::vector<ClosestRows::Entry>& candidates) {
    const float neighbor =
        OfPrepared(distances_.metric(), table_.Row(row)[k_ - 1].distance);
    const float limit = neighbor + prepared_.Radii(row);
    const float square = limit * limit + prepared_.Error(row);
    const absl::Span<const float> norms = prepared_.norms();
    for (size_t j = begin; j < end; ++j) {
      if (norms[row] + norms[j] - 2.0f * products[j - begin] > square) continue;
      if (j != row) candidates.push_back({static_cast<uint32_t>(j), 0.0f});
    }
  }

  const ExactDistances& distances_;
  const PreparedRows& prepared_;
  const size_t k_;
  CandidateTable& table_;
};

}  // namespace

void SearchAllPairs(const ExactDistances& distances,
                    const PreparedRows& prepared, size_t k, ThreadPool& pool,
                    CandidateTable& table) {
  PairSearch search(prepared, table);
  search.Run(pool);
  const std::vector<size_t> doubtful =
      SettleAll(distances, prepared, k, pool, search, table);
  Recheck recheck(distances, prepared, k, table);
  pool.ParallelFor(doubtful.size(), kGrain, [&](size_t begin, size_t end) {
    recheck.Run(absl::MakeConstSpan(doubtful).subspan(begin, end - begin));
  });
}

}  // namespace feluda
