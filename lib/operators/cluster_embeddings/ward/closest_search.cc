#include "lib/operators/cluster_embeddings/ward/closest_search.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>
#include <vector>

#include "lib/operators/cluster_embeddings/ward/merge_candidates.h"
#include "lib/operators/cluster_embeddings/ward/merge_shortlist.h"
#include "lib/vectors/rounded_products.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {
namespace {

// Rows and columns of a tile of products, which fits into a second-level cache
// together with its rows.
constexpr size_t kBlock = 256;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

struct Slots {
  size_t begin;
  size_t end;
};

std::unique_ptr<float[]> Products(const RoundedView& rows,
                                  const RoundedView& columns) {
  std::unique_ptr<float[]> products(new float[rows.count * columns.count]);
  RoundedProducts(rows, columns, products.get(), columns.count);
  return products;
}

// The candidates that a search found for some clusters. A place is a cluster's
// index among them.
class Shortlists {
 public:
  Shortlists(size_t count, LiveClusters& clusters)
      : clusters_(clusters), shortlists_(count), limits_(count, kInfinity) {}

  // The terms of the cluster in `slot`, which is at `place` here.
  MergeTerms Terms(size_t slot, size_t place) const {
    return {clusters_.norms()[slot], clusters_.weights()[slot], limits_[place]};
  }
  const float* limits() const { return limits_.data(); }

  // Adds `other` if it may be among the closest to `slot`.
  void Add(size_t place, size_t slot, size_t other, float product) {
    const MergeTerms a = Terms(slot, place);
    const MergeTerms b = {clusters_.norms()[other], clusters_.weights()[other],
                          0.0f};
    // The limit may be lower now than when the pair was found.
    if (!IsMergeCandidate(a, b, product)) return;
    const float weight = a.weight + b.weight;
    const LiveClusters::Range range =
        clusters_.SquaredDistanceOfCenters(slot, other, product);
    MergeShortlist& shortlist = shortlists_[place];
    shortlist.Add({static_cast<uint32_t>(other), range.least / weight / kAbove,
                   range.most / weight * kAbove + kMin});
    if (shortlist.Full()) FreeSpace(place, slot);
  }

  // Offers the cluster its candidates.
  void Finish(size_t place, size_t slot) {
    shortlists_[place].Prune();
    Settle(place, slot);
  }

 private:
  // Keeps a limit above the distances that it comes from.
  static constexpr float kAbove = 1.0f + 0x1p-20f;
  // More than very short centres lose when they are rounded.
  static constexpr float kMin = 1e-28f;

  void FreeSpace(size_t place, size_t slot) {
    shortlists_[place].Prune();
    if (shortlists_[place].Crowded()) Settle(place, slot);
    limits_[place] =
        shortlists_[place].limit() / (1.0f - LiveClusters::kTolerance) * kAbove;
  }

  void Settle(size_t place, size_t slot) {
    MergeShortlist& shortlist = shortlists_[place];
    for (const auto& candidate : shortlist.candidates()) {
      clusters_.Offer(slot, candidate.slot,
                      clusters_.SquaredWardDistance(slot, candidate.slot));
    }
    shortlist.Clear();
    const double bound = clusters_.closest(slot).bound();
    if (bound < std::numeric_limits<double>::infinity()) {
      shortlist.LowerLimit(static_cast<float>(bound * kAbove + kMin));
    }
  }

  LiveClusters& clusters_;
  std::vector<MergeShortlist> shortlists_;
  std::vector<float> limits_;
};

// Searches all clusters, and looks at each pair once.
class PairSearch {
 public:
  explicit PairSearch(LiveClusters& clusters)
      : clusters_(clusters),
        shortlists_(clusters.slots(), clusters),
        block_mutexes_(ThreadPool::ChunkCount(clusters.slots(), kBlock)) {}

  void Run(ThreadPool& pool) {
    // Consecutive tiles belong to different blocks, so that threads seldom wait
    // for each other.
    const size_t blocks = block_mutexes_.size();
    pool.ParallelFor(blocks * (blocks / 2 + 1), 1, [&](size_t tile, size_t) {
      const size_t offset = tile / blocks, a = tile % blocks;
      if (2 * offset == blocks && a >= offset) return;
      const size_t b = (a + offset) % blocks;
      Tile(std::max(a, b), std::min(a, b));
    });
    pool.ParallelFor(clusters_.slots(), kBlock, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) shortlists_.Finish(i, i);
    });
  }

 private:
  void Tile(size_t a, size_t b) {
    const Slots rows = Block(a), columns = Block(b);
    const auto products =
        Products(clusters_.centers().Slice(rows.begin, rows.end),
                 clusters_.centers().Slice(columns.begin, columns.end));
    // The lower block is always locked first, so that no deadlock can arise.
    std::lock_guard<std::mutex> lock(block_mutexes_[b]);
    std::unique_lock<std::mutex> other(block_mutexes_[a], std::defer_lock);
    if (a != b) other.lock();
    const size_t stride = columns.end - columns.begin;
    for (size_t row = rows.begin; row < rows.end; ++row) {
      // A block with itself would give each pair twice.
      Take(row, {columns.begin, std::min(columns.end, row)},
           &products[(row - rows.begin) * stride]);
    }
  }

  void Take(size_t row, Slots columns, const float* products) {
    uint32_t found[kBlock];
    const size_t first = columns.begin;
    const MergeTermArrays terms = {clusters_.norms() + first,
                                   clusters_.weights() + first,
                                   shortlists_.limits() + first};
    const size_t candidates =
        FindMergeCandidates(shortlists_.Terms(row, row), terms, products,
                            columns.end - first, found);
    for (size_t i = 0; i < candidates; ++i) {
      const size_t column = first + found[i];
      shortlists_.Add(row, row, column, products[found[i]]);
      shortlists_.Add(column, column, row, products[found[i]]);
    }
  }

  Slots Block(size_t block) const {
    return {block * kBlock, std::min(clusters_.slots(), (block + 1) * kBlock)};
  }

  LiveClusters& clusters_;
  Shortlists shortlists_;
  // One for the shortlists of each block.
  std::vector<std::mutex> block_mutexes_;
};

// Compares some clusters with all others.
class RefreshSearch {
 public:
  RefreshSearch(absl::Span<const size_t> slots, LiveClusters& clusters)
      : slots_(slots),
        clusters_(clusters),
        shortlists_(slots.size(), clusters),
        centers_(slots.size(), clusters.centers().dimension()),
        products_(new float[slots.size() * clusters.slots()]) {
    for (size_t i = 0; i < slots.size(); ++i) {
      clusters.closest(slots[i]) = ClosestClusters();
      centers_.Copy(clusters.centers(), slots[i], i);
    }
  }

  void Run(ThreadPool& pool) {
    const RoundedView centers = centers_.Slice(0, slots_.size());
    pool.ParallelFor(
        clusters_.slots(), kColumns, [&](size_t begin, size_t end) {
          RoundedProducts(centers, clusters_.centers().Slice(begin, end),
                          &products_[begin], clusters_.slots());
        });
    pool.ParallelFor(slots_.size(), 1, [&](size_t i, size_t) { Take(i); });
  }

 private:
  // Columns in a chunk: few, so that threads finish together.
  static constexpr size_t kColumns = 64;

  void Take(size_t i) {
    for (size_t first = 0; first < clusters_.slots(); first += kBlock) {
      const size_t count = std::min(kBlock, clusters_.slots() - first);
      Take(i, first, count, &products_[i * clusters_.slots() + first]);
    }
    shortlists_.Finish(i, slots_[i]);
  }

  void Take(size_t i, size_t first, size_t count, const float* products) {
    // The columns search for nothing themselves.
    static constexpr float kNoLimits[kBlock] = {};
    uint32_t found[kBlock];
    const size_t candidates = FindMergeCandidates(
        shortlists_.Terms(slots_[i], i),
        {clusters_.norms() + first, clusters_.weights() + first, kNoLimits},
        products, count, found);
    for (size_t c = 0; c < candidates; ++c) {
      const size_t column = first + found[c];
      if (column == slots_[i] || clusters_.IsGone(column)) continue;
      shortlists_.Add(i, slots_[i], column, products[found[c]]);
    }
  }

  const absl::Span<const size_t> slots_;
  LiveClusters& clusters_;
  Shortlists shortlists_;
  // The centre of each of slots_.
  RoundedRows centers_;
  // The products of each of these centres with all centres.
  const std::unique_ptr<float[]> products_;
};

// Offers a cluster to those that it knows. Then of two clusters either both
// know the other, or the one that does not knows closer ones, whatever rounding
// did.
void OfferBack(size_t slot, LiveClusters& clusters) {
  const ClosestClusters closest = clusters.closest(slot);
  for (const ClosestClusters::Entry& entry : closest.entries()) {
    clusters.Offer(clusters.SlotOf(entry.node), slot, entry.distance);
  }
}

}  // namespace

void FindClosest(LiveClusters& clusters, ThreadPool& pool) {
  PairSearch(clusters).Run(pool);
  for (size_t i = 0; i < clusters.slots(); ++i) OfferBack(i, clusters);
}

void RefreshClosest(absl::Span<const size_t> slots, LiveClusters& clusters,
                    ThreadPool& pool) {
  for (size_t i = 0; i < slots.size(); i += kBlock) {
    RefreshSearch(slots.subspan(i, kBlock), clusters).Run(pool);
  }
  for (const size_t slot : slots) OfferBack(slot, clusters);
}

}  // namespace feluda
