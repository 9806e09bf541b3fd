#include "lib/vectors/nearest_neighbors.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <mutex>
#include <utility>

#include "lib/base/huge_pages.h"
#include "lib/vectors/centered_rows.h"
#include "lib/vectors/close_pairs.h"
#include "lib/vectors/closest_rows.h"
#include "lib/vectors/forest_search.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

// Rows and columns of a tile of products, which fits into a second-level cache
// together with its rows.
constexpr size_t kBlock = 256;
// Candidates kept beyond k while distances are in float32, so that rounding
// loses none of the k nearest.
constexpr size_t kSpare = 8;
// Rows in a chunk whose neighbours are sorted.
constexpr size_t kGrain = 64;

// The storage of every row's candidates. A row's neighbours come to stand at
// the front of its own, in place of the candidates that they were chosen from,
// so that they take no memory beside the copy of the rows.
class CandidateTable {
 public:
  CandidateTable(size_t rows, size_t keep)
      : rows_(rows),
        keep_(keep),
        entries_(new ClosestRows::Entry[rows * 2 * keep]) {
    PreferHugePages(entries_.get(),
                    rows * 2 * keep * sizeof(ClosestRows::Entry));
  }

  size_t keep() const { return keep_; }
  ClosestRows::Entry* Row(size_t row) { return &entries_[row * 2 * keep_]; }

  // Copies the first k entries of each row.
  void CopyTo(Neighbors& neighbors, ThreadPool& pool) {
    const size_t k = neighbors.k;
    ReserveInHugePages(rows_ * k, neighbors.values);
    neighbors.values.resize(rows_ * k);
    pool.ParallelFor(rows_, kGrain, [&](size_t begin, size_t end) {
      for (size_t row = begin; row < end; ++row) {
        for (size_t i = 0; i < k; ++i) {
          const ClosestRows::Entry& entry = Row(row)[i];
          neighbors.values[row * k + i] = {entry.row, entry.distance};
        }
      }
    });
  }

 private:
  const size_t rows_;
  const size_t keep_;
  const std::unique_ptr<ClosestRows::Entry[]> entries_;
};

// The exact search: compares every pair of rows once, in tiles of two blocks.
class PairSearch {
 public:
  PairSearch(const RowsView& rows, std::vector<float> norms,
             CandidateTable& table)
      : rows_(rows),
        norms_(std::move(norms)),
        bounds_(rows.count, std::numeric_limits<float>::infinity()),
        blocks_(ThreadPool::ChunkCount(rows.count, kBlock)),
        block_mutexes_(blocks_) {
    closest_.reserve(rows.count);
    for (size_t i = 0; i < rows.count; ++i) {
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
    const RowsView rows = Block(a), columns = Block(b);
    std::vector<float> products(rows.count * columns.count);
    DotProducts(rows, columns, products.data(), columns.count);
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
          absl::MakeConstSpan(&products[i * columns], columns), norms_[row],
          absl::MakeConstSpan(&norms_[first], columns), bounds_[row],
          absl::MakeConstSpan(&bounds_[first], columns),
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

  RowsView Block(size_t block) const {
    return rows_.Slice(block * kBlock,
                       std::min(rows_.count, (block + 1) * kBlock));
  }

  const RowsView rows_;
  const std::vector<float> norms_;
  std::vector<float> bounds_;
  std::vector<ClosestRows> closest_;
  const size_t blocks_;
  // One for the bounds and the closest rows of each block.
  std::vector<std::mutex> block_mutexes_;
};

// The rows prepared so that squared distances have the order of the metric's
// distances.
class Prepared {
 public:
  Prepared(const RowsView& rows, Metric metric, ThreadPool& pool)
      : metric_(metric),
        values_(metric == Metric::kCosine ? NormalizeRows(rows, pool)
                                          : CenterRows(rows, pool)),
        view_(values_.data(), rows.count, rows.dimension),
        norms_(rows.count) {
    SquaredNorms(view_, norms_.data());
  }

  const RowsView& view() const { return view_; }

  // The norms with which products give squared distances. A row of zeros is as
  // far from all others as rows at a right angle are.
  std::vector<float> NormsForProducts() const {
    return metric_ == Metric::kCosine ? std::vector<float>(norms_.size(), 1.0f)
                                      : norms_;
  }

  float Distance(size_t a, size_t b) const {
    if (metric_ == Metric::kEuclidean) {
      return static_cast<float>(std::sqrt(Squared(a, b)));
    }
    if (norms_[a] == 0.0f || norms_[b] == 0.0f) return 1.0f;
    return static_cast<float>(Squared(a, b) / 2.0);
  }

 private:
  double Squared(size_t a, size_t b) const {
    return SquaredDistance(view_[a], view_[b], view_.dimension);
  }

  const Metric metric_;
  const std::vector<float> values_;
  const RowsView view_;
  std::vector<float> norms_;
};

using Candidates = absl::Span<const ClosestRows::Entry>;

// Writes the k nearest of a row's candidates, by distances in double, to
// `nearest`, which may be where the candidates are.
void Settle(const Prepared& rows, size_t row, Candidates candidates, size_t k,
            ClosestRows::Entry* nearest) {
  std::vector<ClosestRows::Entry> settled;
  settled.reserve(candidates.size());
  for (const ClosestRows::Entry& candidate : candidates) {
    settled.push_back({candidate.row, rows.Distance(row, candidate.row)});
  }
  std::sort(settled.begin(), settled.end());
  std::copy_n(settled.begin(), k, nearest);
}

// Returns whether that was taken, since it costs less than the exact search or
// was asked for; what was found is settled then.
bool SearchByForest(const Prepared& rows, const NeighborOptions& options,
                    ThreadPool& pool, CandidateTable& table,
                    NeighborSearch& told) {
  ForestSearch search(rows.view(), rows.NormsForProducts(), table.keep(),
                      options.k, table.Row(0), pool);
  do {
    search.Improve(pool);
    if (options.search == NeighborOptions::Search::kAuto &&
        !search.IsWorthwhile(options.recall)) {
      return false;
    }
  } while (search.recall() < options.recall);
  pool.ParallelFor(rows.view().count, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      Settle(rows, row, search.Row(row), options.k, table.Row(row));
    }
  });
  told = {search.trees(), search.joins(), search.recall()};
  return true;
}

void SearchAllPairs(const Prepared& rows, size_t k, ThreadPool& pool,
                    CandidateTable& table) {
  PairSearch search(rows.view(), rows.NormsForProducts(), table);
  search.Run(pool);
  pool.ParallelFor(rows.view().count, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      Settle(rows, row, search.closest(row).Sorted(), k, table.Row(row));
    }
  });
}

bool MayApproximate(NeighborOptions::Search search, size_t rows) {
  return search == NeighborOptions::Search::kApproximate ||
         (search == NeighborOptions::Search::kAuto &&
          ForestSearch::IsWorthTrying(rows));
}

// Fills the front of the table's rows with their neighbours. The copy of the
// rows is gone when this returns.
NeighborSearch FillTable(const RowsView& rows, const NeighborOptions& options,
                         ThreadPool& pool, CandidateTable& table) {
  const Prepared prepared(rows, options.metric, pool);
  NeighborSearch told;
  const bool done = MayApproximate(options.search, rows.count) &&
                    SearchByForest(prepared, options, pool, table, told);
  if (!done) SearchAllPairs(prepared, options.k, pool, table);
  return told;
}

}  // namespace

Neighbors FindNeighbors(const RowsView& rows, const NeighborOptions& options,
                        ThreadPool& pool) {
  CandidateTable table(rows.count,
                       std::min(options.k + kSpare, rows.count - 1));
  Neighbors neighbors;
  neighbors.k = options.k;
  neighbors.search = FillTable(rows, options, pool, table);
  table.CopyTo(neighbors, pool);
  return neighbors;
}

}  // namespace feluda
