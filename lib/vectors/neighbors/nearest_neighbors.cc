#include "lib/vectors/neighbors/nearest_neighbors.h"

#include <algorithm>

#include "lib/base/huge_pages.h"
#include "lib/vectors/neighbors/candidate_table.h"
#include "lib/vectors/neighbors/closest_rows.h"
#include "lib/vectors/neighbors/exact_distances.h"
#include "lib/vectors/neighbors/forest_search.h"
#include "lib/vectors/neighbors/pair_search.h"
#include "lib/vectors/neighbors/prepared_rows.h"

namespace feluda {
namespace {

// Candidates kept beyond k while rows are rounded, so that few rows are left in
// doubt of their k nearest.
constexpr size_t kSpare = 8;
// Rows in a chunk whose neighbours are sorted.
constexpr size_t kGrain = 64;

// Returns whether that was taken, since it costs less than the exact search or
// was asked for; what was found is settled then.
bool SearchByForest(const ExactDistances& distances, const PreparedRows& rows,
                    const NeighborOptions& options, ThreadPool& pool,
                    CandidateTable& table, NeighborSearch& told) {
  ForestSearch search(rows, table.keep(), options.k, table.Row(0), pool);
  do {
    search.Improve(pool);
    if (options.search == NeighborOptions::Search::kAuto &&
        !search.IsWorthwhile(options.recall)) {
      return false;
    }
  } while (search.recall() < options.recall);
  pool.ParallelFor(rows.count(), kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      table.Settle(distances, row, search.Row(row), options.k);
    }
  });
  told = {search.trees(), search.joins(), search.recall()};
  return true;
}

bool MayApproximate(NeighborOptions::Search search, size_t rows) {
  return search == NeighborOptions::Search::kApproximate ||
         (search == NeighborOptions::Search::kAuto &&
          ForestSearch::IsWorthTrying(rows));
}

// Fills the front of the table's rows with their neighbours. The copy of the
// rows is gone when this returns.
void FillTable(const ExactDistances& distances, const NeighborOptions& options,
               ThreadPool& pool, CandidateTable& table, NeighborSearch& told) {
  const PreparedRows rows(distances, pool);
  const bool done = MayApproximate(options.search, rows.count()) &&
                    SearchByForest(distances, rows, options, pool, table, told);
  if (!done) SearchAllPairs(distances, rows, options.k, pool, table);
}

// Copies the first k entries of each row.
void CopyNeighbors(CandidateTable& table, size_t rows, ThreadPool& pool,
                   Neighbors& neighbors) {
  const size_t k = neighbors.k;
  ReserveInHugePages(rows * k, neighbors.values);
  neighbors.values.resize(rows * k);
  pool.ParallelFor(rows, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      for (size_t i = 0; i < k; ++i) {
        const ClosestRows::Entry& entry = table.Row(row)[i];
        neighbors.values[row * k + i] = {entry.row, entry.distance};
      }
    }
  });
}

}  // namespace

Neighbors FindNeighbors(const RowsView& rows, const NeighborOptions& options,
                        ThreadPool& pool) {
  CandidateTable table(rows.count,
                       std::min(options.k + kSpare, rows.count - 1));
  Neighbors neighbors;
  neighbors.k = options.k;
  FillTable(ExactDistances(rows, options.metric, pool), options, pool, table,
            neighbors.search);
  CopyNeighbors(table, rows.count, pool, neighbors);
  return neighbors;
}

}  // namespace feluda
