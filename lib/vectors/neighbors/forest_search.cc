#include "lib/vectors/neighbors/forest_search.h"

#include <algorithm>
#include <cmath>

#include "absl/functional/function_ref.h"
#include "lib/vectors/neighbors/close_pairs.h"
#include "lib/vectors/neighbors/gathered_rows.h"
#include "lib/vectors/rounded_products.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {
namespace {

// The rows of a leaf: so many at least, or so many times those kept. With few
// more than are kept, a row's neighbours would be beyond most of its leaves;
// with many more, most pairs would be compared in vain.
constexpr size_t kMinLeaf = 256;
constexpr size_t kLeafPerKept = 4;
// Rows of a leaf whose products with the rows after them are computed at once.
constexpr size_t kLeafBlock = 64;
// Leaves that a thread takes at a time, in one buffer.
constexpr size_t kGrain = 4;
constexpr size_t kMinRows = 16384;
// Trees grow until that share of the neighbours is found. Then neighbours of
// neighbours are likely to be found as well, of which so many are compared.
constexpr double kJoinRecall = 0.7;
constexpr size_t kJoined = 32;
// After a single tree neighbours of neighbours are in the leaf that was
// compared.
constexpr int kMinTrees = 2;
// How many times, where it is not yet known.
constexpr int kLikelyJoins = 2;
// Rows whose neighbours are compared before what was found is added, and those
// that a thread takes at a time.
constexpr size_t kJoinBlock = 8192;
constexpr size_t kJoinGrain = 64;
// What a multiply-add costs here, where one of the exact search costs 1: the
// rows have to be gathered first.
constexpr double kGatheredCost = 3.0;
// The share of the exact search's work that this may take: predictions err, and
// what was done before an error shows is done in vain.
constexpr double kWorthwhile = 0.5;

double PairsOf(double rows) { return rows * (rows - 1) / 2; }

}  // namespace

// Compares all pairs of some rows. A pair that was compared before has the same
// bits again: those of a product do not depend on where the rows are, nor do
// those of the distance, as twice a product is exact.
class ForestSearch::Comparison {
 public:
  // Of the i-th and the j-th row, the first of which is before the second.
  using Found = absl::FunctionRef<void(size_t i, size_t j, float)>;

  explicit Comparison(const ForestSearch& search) : search_(search) {}

  // Calls `found` for each pair that is within the bound of one of its rows.
  // `found` may make the bounds narrower.
  void Compare(absl::Span<const uint32_t> some, Found found) {
    gathered_.Gather(search_.rows_, some);
    bounds_.resize(some.size());
    pairs_.resize(some.size());
    for (size_t i = 0; i < some.size(); ++i) {
      bounds_[i] = search_.closest_[some[i]].bound();
    }
    for (size_t first = 0; first < some.size(); first += kLeafBlock) {
      CompareBlock(first, std::min(some.size(), first + kLeafBlock), found);
    }
  }

  std::vector<float>& bounds() { return bounds_; }

 private:
  // Compares some rows with each other and with those after them.
  void CompareBlock(size_t first, size_t last, Found found) {
    const size_t columns = bounds_.size() - first;
    products_.resize((last - first) * columns);
    RoundedProducts(gathered_.Slice(first, last),
                    gathered_.Slice(first, bounds_.size()), products_.data(),
                    columns);
    for (size_t i = first; i < last; ++i) {
      const size_t pairs = FindClosePairs(
          absl::MakeConstSpan(&products_[(i - first) * columns], columns),
          gathered_.norms()[i], gathered_.norms().subspan(first), bounds_[i],
          absl::MakeConstSpan(bounds_).subspan(first),
          absl::MakeSpan(pairs_).first(columns));
      for (size_t p = 0; p < pairs; ++p) {
        const size_t j = first + pairs_[p].column;
        if (j > i) found(i, j, pairs_[p].squared_distance);
      }
    }
  }

  const ForestSearch& search_;
  GatheredRows gathered_;
  std::vector<float> bounds_;
  std::vector<float> products_;
  std::vector<ClosePair> pairs_;
};

bool ForestSearch::IsWorthTrying(size_t rows) { return rows >= kMinRows; }

ForestSearch::ForestSearch(const PreparedRows& rows, size_t keep, size_t judged,
                           ClosestRows::Entry* entries, ThreadPool& pool)
    : rows_(rows),
      keep_(keep),
      judged_(judged),
      forest_(rows, std::max(kMinLeaf, kLeafPerKept * keep), pool) {
  closest_.reserve(rows.count());
  for (size_t i = 0; i < rows.count(); ++i) {
    closest_.emplace_back(&entries[i * 2 * keep], keep);
  }
  sample_ = RecallSample(rows_, judged_, pool);
}

void ForestSearch::Improve(ThreadPool& pool) {
  const size_t steps = missed_.size();
  // A join that found nothing would find nothing again.
  const bool is_stuck = joins_ > 0 && missed_[steps - 1] == missed_[steps - 2];
  if (recall() < kJoinRecall || trees_ < kMinTrees || is_stuck) {
    GrowTree(pool);
  } else {
    Join(pool);
  }
  missed_.push_back(1.0 -
                    sample_.Recall([this](size_t row) { return Row(row); }));
}

void ForestSearch::GrowTree(ThreadPool& pool) {
  const Leaves leaves = forest_.Grow(trees_, pool);
  pool.ParallelFor(leaves.count, kGrain, [&](size_t begin, size_t end) {
    Comparison comparison(*this);
    for (size_t leaf = begin; leaf < end; ++leaf) {
      CompareLeaf(leaves.Leaf(leaf), comparison);
    }
  });
  tree_work_ = forest_.TreeWork();
  for (size_t leaf = 0; leaf < leaves.count; ++leaf) {
    tree_work_ += PairsOf(leaves.Leaf(leaf).size()) * rows_.dimension();
  }
  ++trees_;
}

// A tree has a row in one of its leaves, so leaves change nothing of each
// other.
void ForestSearch::CompareLeaf(absl::Span<const uint32_t> leaf,
                               Comparison& comparison) {
  std::vector<float>& bounds = comparison.bounds();
  const auto add = [&](size_t i, size_t neighbor, float distance) {
    if (distance > bounds[i]) return;
    closest_[leaf[i]].Add(leaf[neighbor], distance);
    bounds[i] = closest_[leaf[i]].bound();
  };
  comparison.Compare(leaf, [&](size_t i, size_t j, float distance) {
    add(i, j, distance);
    add(j, i, distance);
  });
  // Has() knows them then, whoever asks.
  for (const uint32_t row : leaf) closest_[row].Sorted();
}

// Rows are changed between blocks alone, by one thread, so that those that are
// compared in a block see the same neighbours for any number of threads.
void ForestSearch::Join(ThreadPool& pool) {
  const RowLists reverse = ReverseNeighbors();
  for (size_t first = 0; first < rows_.count(); first += kJoinBlock) {
    const size_t count = std::min(kJoinBlock, rows_.count() - first);
    std::vector<std::vector<Discovery>> found(
        ThreadPool::ChunkCount(count, kJoinGrain));
    pool.ParallelFor(count, kJoinGrain, [&](size_t begin, size_t end) {
      Comparison comparison(*this);
      for (size_t row = first + begin; row < first + end; ++row) {
        CompareNeighbors(row, reverse.Of(row), comparison,
                         found[begin / kJoinGrain]);
      }
    });
    for (const auto& some : found) {
      for (const Discovery& d : some) closest_[d.row].Add(d.other, d.distance);
    }
    for (const auto& some : found) {
      for (const Discovery& d : some) closest_[d.row].Sorted();
    }
  }
  ++joins_;
}

// Those whose neighbour a row is, up to kJoined of them.
ForestSearch::RowLists ForestSearch::ReverseNeighbors() {
  RowLists lists;
  lists.begins.resize(rows_.count() + 1);
  for (size_t row = 0; row < rows_.count(); ++row) {
    for (const auto& entry : Joined(row)) ++lists.begins[entry.row + 1];
  }
  for (size_t row = 0; row < rows_.count(); ++row) {
    lists.begins[row + 1] =
        lists.begins[row] + std::min<size_t>(kJoined, lists.begins[row + 1]);
  }
  lists.rows.resize(lists.begins.back());
  std::vector<size_t> next(lists.begins.begin(), lists.begins.end() - 1);
  for (size_t row = 0; row < rows_.count(); ++row) {
    for (const auto& entry : Joined(row)) {
      if (next[entry.row] == lists.begins[entry.row + 1]) continue;
      lists.rows[next[entry.row]++] = static_cast<uint32_t>(row);
    }
  }
  return lists;
}

absl::Span<const ClosestRows::Entry> ForestSearch::Joined(size_t row) {
  return Row(row).subspan(0, kJoined);
}

void ForestSearch::CompareNeighbors(size_t row,
                                    absl::Span<const uint32_t> reverse,
                                    Comparison& comparison,
                                    std::vector<Discovery>& found) {
  std::vector<uint32_t> some = {static_cast<uint32_t>(row)};
  for (const auto& entry : Joined(row)) some.push_back(entry.row);
  const size_t own = some.size();
  for (const uint32_t other : reverse) {
    const auto end = some.begin() + own;
    if (std::find(some.begin(), end, other) == end) some.push_back(other);
  }
  const auto add = [&](uint32_t to, uint32_t other, float distance) {
    const ClosestDistinctRows& closest = closest_[to];
    if (distance > closest.bound() || closest.Has(other, distance)) return;
    found.push_back({to, other, distance});
  };
  comparison.Compare(some, [&](size_t i, size_t j, float distance) {
    add(some[i], some[j], distance);
    add(some[j], some[i], distance);
  });
}

// Some three fifths of the rows whose neighbour a row is are not among its own.
double ForestSearch::JoinWork() const {
  const double joined = 1.0 + 1.6 * std::min(kJoined, keep_);
  return PairsOf(joined) * rows_.count() * rows_.dimension();
}

bool ForestSearch::IsWorthwhile(double recall) const {
  const double missed = missed_.back();
  if (missed <= 1.0 - recall) return true;
  double trees = trees_, joins = joins_ + kLikelyJoins;
  // How many more steps it takes if the logarithm of what is missed goes on to
  // fall as it did in the last `steps`.
  const auto more = [&](double until, size_t steps) {
    const double before = missed_[missed_.size() - 1 - steps];
    return std::ceil(steps * std::log(missed / until) /
                     std::log(before / missed));
  };
  if (this->recall() < kJoinRecall) {
    // Later trees find less, so the earlier half is left out.
    trees += more(1.0 - kJoinRecall, missed_.size() / 2);
  } else if (joins_ > 0) {
    joins = joins_ + more(1.0 - recall, 1);
  }
  const double work = kGatheredCost * (trees * tree_work_ + joins * JoinWork());
  return work < kWorthwhile * PairsOf(static_cast<double>(rows_.count())) *
                    rows_.dimension();
}

}  // namespace feluda
