#include "lib/operators/cluster_embeddings/dbscan/dbscan.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <mutex>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"
#include "lib/operators/cluster_embeddings/dbscan/disjoint_sets.h"
#include "lib/operators/cluster_embeddings/dbscan/near_rows.h"
#include "lib/operators/cluster_embeddings/dbscan/neighborhoods.h"
#include "lib/operators/cluster_embeddings/dbscan/tile_rows.h"

namespace feluda {
namespace {

constexpr size_t kRows = RowBlocks::kRows;
constexpr uint32_t kNotCore = ~uint32_t{0};
// The capacity of NearRows for a block: constant, and by column.
constexpr size_t kCapacity = 512;
constexpr size_t kCapacityPerColumn = 4;

// Counts each row's neighbours until all rows of a block are core points.
class CorePoints {
 public:
  CorePoints(const Neighborhoods& neighborhoods, size_t min_samples)
      : neighborhoods_(neighborhoods),
        blocks_(neighborhoods.blocks()),
        min_samples_(min_samples),
        counts_(blocks_.count() * kRows),
        decided_(blocks_.count()),
        near_(blocks_.count(),
              kCapacity + blocks_.dimension() * kCapacityPerColumn) {}

  // Returns a bit for each row of each block: whether it is a core point.
  std::vector<uint64_t> Find(ThreadPool& pool) {
    pool.ParallelFor(blocks_.count(), 1, [&](size_t a, size_t) {
      // Blocks close in the order are near, and so likely to decide.
      for (size_t b = a + 1; b-- > 0;) {
        if (!decided_[a] || !decided_[b]) {
          Count(a, b);
        } else if (!neighborhoods_.AreApart(a, b)) {
          near_.Drop(a, b);
        }
      }
    });
    std::vector<uint64_t> cores(blocks_.count());
    for (size_t block = 0; block < cores.size(); ++block) {
      cores[block] = CoresOf(block);
    }
    return cores;
  }

  // The pairs of rows within eps of each other, as far as they are kept.
  const NearRows& near() const { return near_; }

 private:
  void Count(size_t a, size_t b) {
    uint64_t within[kRows];
    if (!neighborhoods_.Find(a, b, within)) return;
    near_.Add(a, b, {within, blocks_.Rows(a).size()});
    uint32_t columns[kRows] = {};
    uint64_t any = 0;
    for (size_t i = 0; i < blocks_.Rows(a).size(); ++i) {
      if (within[i] == 0) continue;
      any |= within[i];
      counts_[a * kRows + i] += absl::popcount(within[i]);
      if (a != b) ForEachBit(within[i], [&](size_t j) { ++columns[j]; });
    }
    if (any == 0) return;
    ForEachBit(any, [&](size_t j) { counts_[b * kRows + j] += columns[j]; });
    Decide(a);
    Decide(b);
  }

  void Decide(size_t block) {
    const size_t rows = blocks_.Rows(block).size();
    if (absl::popcount(CoresOf(block)) == static_cast<int>(rows)) {
      decided_[block] = true;
    }
  }

  uint64_t CoresOf(size_t block) const {
    uint64_t cores = 0;
    for (size_t i = 0; i < blocks_.Rows(block).size(); ++i) {
      cores |= uint64_t{counts_[block * kRows + i] >= min_samples_} << i;
    }
    return cores;
  }

  const Neighborhoods& neighborhoods_;
  const RowBlocks& blocks_;
  const size_t min_samples_;
  // The neighbours of each row. Counting stops early in decided blocks, but not
  // below min_samples_.
  std::vector<std::atomic<uint32_t>> counts_;
  // All rows of the block are core points.
  std::vector<std::atomic<bool>> decided_;
  NearRows near_;
};

// Joins core points within eps of each other.
class CoreSets {
 public:
  CoreSets(const Neighborhoods& neighborhoods, size_t rows,
           const NearRows& near, absl::Span<const uint64_t> cores)
      : neighborhoods_(neighborhoods),
        blocks_(neighborhoods.blocks()),
        near_(near),
        cores_(cores),
        sets_(rows),
        is_one_(blocks_.count()) {}

  void Join(ThreadPool& pool) {
    for (size_t block = 0; block < blocks_.count(); ++block) JoinKnown(block);
    pool.ParallelFor(blocks_.count(), 1, [&](size_t a, size_t) {
      for (size_t b = a + 1; b-- > 0;) {
        if (cores_[a] == 0 || cores_[b] == 0) continue;
        if (!near_.IsUnknown(a, b) || AreJoined(a, b)) continue;
        uint64_t within[kRows];
        if (neighborhoods_.Find(a, b, within)) JoinBlocks(a, b, within);
      }
    });
  }

  // The least core point in the set of row i of a block.
  // REQUIRES: row i is a core point.
  uint32_t Find(size_t block, size_t i) {
    return sets_.Find(blocks_.Rows(block)[i]);
  }

 private:
  void JoinKnown(size_t block) {
    for (const NearRows::Entry& entry : near_.Known(block)) {
      if ((cores_[block] >> entry.row & 1) == 0) continue;
      ForEachBit(entry.others & cores_[entry.block], [&](size_t j) {
        sets_.Join(blocks_.Rows(block)[entry.row],
                   blocks_.Rows(entry.block)[j]);
      });
    }
  }

  bool AreJoined(size_t a, size_t b) {
    std::lock_guard<std::mutex> lock(mutex_);
    return is_one_[a] && is_one_[b] && FindFirst(a) == FindFirst(b);
  }

  void JoinBlocks(size_t a, size_t b, const uint64_t* within) {
    std::lock_guard<std::mutex> lock(mutex_);
    ForEachBit(cores_[a], [&](size_t i) {
      uint64_t near = within[i] & cores_[b];
      // The block is one set: joining one of its rows joins all.
      if (is_one_[b]) near &= -near;
      ForEachBit(near, [&](size_t j) {
        sets_.Join(blocks_.Rows(a)[i], blocks_.Rows(b)[j]);
      });
    });
    is_one_[a] = IsOne(a);
    is_one_[b] = IsOne(b);
  }

  uint32_t FindFirst(size_t block) {
    return Find(block, absl::countr_zero(cores_[block]));
  }

  bool IsOne(size_t block) {
    if (is_one_[block]) return true;
    const uint32_t first = FindFirst(block);
    bool one = true;
    ForEachBit(cores_[block],
               [&](size_t i) { one = one && Find(block, i) == first; });
    return one;
  }

  const Neighborhoods& neighborhoods_;
  const RowBlocks& blocks_;
  const NearRows& near_;
  const absl::Span<const uint64_t> cores_;
  // Guards the two below.
  std::mutex mutex_;
  DisjointSets sets_;
  // Whether all core points of a block are in one set.
  std::vector<bool> is_one_;
};

// The rows of a block that are not core points.
struct OtherRows {
  OtherRows(const RowBlocks& blocks, size_t block, uint64_t cores)
      : tile(blocks.dimension()) {
    const auto all = blocks.Rows(block);
    for (size_t i = 0; i < all.size(); ++i) {
      if (cores >> i & 1) continue;
      tile.Copy(blocks.Tile(block), i, rows.size());
      rows.push_back(all[i]);
    }
  }

  std::vector<uint32_t> rows;
  TileRows tile;
};

// Gives each row that is not a core point the lowest label of the core points
// near it.
class BorderPoints {
 public:
  BorderPoints(const Neighborhoods& neighborhoods, const NearRows& near,
               absl::Span<const uint64_t> cores, std::vector<int>& labels)
      : neighborhoods_(neighborhoods),
        blocks_(neighborhoods.blocks()),
        near_(near),
        cores_(cores),
        labels_(labels) {}

  void Label(ThreadPool& pool) {
    for (size_t block = 0; block < blocks_.count(); ++block) LabelKnown(block);
    pool.ParallelFor(blocks_.count(), 1,
                     [&](size_t block, size_t) { LabelUnknown(block); });
  }

 private:
  void LabelKnown(size_t block) {
    for (const NearRows::Entry& entry : near_.Known(block)) {
      const uint32_t row = blocks_.Rows(block)[entry.row];
      const auto others = blocks_.Rows(entry.block);
      if (cores_[block] >> entry.row & 1) {
        ForEachBit(entry.others & ~cores_[entry.block],
                   [&](size_t j) { Offer(others[j], row); });
      } else {
        ForEachBit(entry.others & cores_[entry.block],
                   [&](size_t j) { Offer(row, others[j]); });
      }
    }
  }

  void LabelUnknown(size_t block) {
    const OtherRows others(blocks_, block, cores_[block]);
    if (others.rows.empty()) return;
    for (size_t b = 0; b < blocks_.count(); ++b) {
      if (cores_[b] == 0 || !near_.IsUnknown(block, b)) continue;
      uint64_t within[kRows];
      neighborhoods_.Find(others.rows, others.tile, b, within);
      for (size_t i = 0; i < others.rows.size(); ++i) {
        ForEachBit(within[i] & cores_[b], [&](size_t j) {
          Offer(others.rows[i], blocks_.Rows(b)[j]);
        });
      }
    }
  }

  // Gives `row` the label of `core`, if that is lower.
  void Offer(uint32_t row, uint32_t core) {
    int& label = labels_[row];
    if (label == DbscanClusters::kNoise || labels_[core] < label) {
      label = labels_[core];
    }
  }

  const Neighborhoods& neighborhoods_;
  const RowBlocks& blocks_;
  const NearRows& near_;
  const absl::Span<const uint64_t> cores_;
  std::vector<int>& labels_;
};

// Labels the core points, and counts them and the clusters.
void NumberClusters(const RowBlocks& blocks, absl::Span<const uint64_t> cores,
                    CoreSets& sets, DbscanClusters& found) {
  std::vector<uint32_t> firsts(found.labels.size(), kNotCore);
  for (size_t block = 0; block < blocks.count(); ++block) {
    ForEachBit(cores[block], [&](size_t i) {
      firsts[blocks.Rows(block)[i]] = sets.Find(block, i);
    });
  }
  for (uint32_t row = 0; row < firsts.size(); ++row) {
    if (firsts[row] == kNotCore) continue;
    // The least row of a set comes first, and opens its cluster.
    found.labels[row] = firsts[row] == row ? static_cast<int>(found.clusters++)
                                           : found.labels[firsts[row]];
    ++found.core_points;
  }
}

}  // namespace

DbscanClusters Dbscan(const RowsView& rows, const DbscanOptions& options,
                      ThreadPool& pool) {
  const Neighborhoods neighborhoods(rows, options.eps, pool);
  CorePoints core_points(neighborhoods, options.min_samples);
  const std::vector<uint64_t> cores = core_points.Find(pool);
  const NearRows& near = core_points.near();
  CoreSets sets(neighborhoods, rows.count, near, cores);
  sets.Join(pool);
  DbscanClusters found;
  found.labels.assign(rows.count, DbscanClusters::kNoise);
  NumberClusters(neighborhoods.blocks(), cores, sets, found);
  BorderPoints(neighborhoods, near, cores, found.labels).Label(pool);
  found.noise_points = std::count(found.labels.begin(), found.labels.end(),
                                  DbscanClusters::kNoise);
  return found;
}

}  // namespace feluda
