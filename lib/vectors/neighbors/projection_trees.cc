#include "lib/vectors/neighbors/projection_trees.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "lib/base/huge_pages.h"
#include "lib/vectors/products.h"
#include "lib/vectors/rounded_products.h"
#include "lib/vectors/rounded_rows.h"

namespace feluda {
namespace {

// Seeds of the directions and of the first tree. The standard has the engine's
// numbers, which are the same everywhere.
constexpr uint64_t kDirectionsSeed = 42;
constexpr uint64_t kFirstTreeSeed = 43;
// Directions that rows of more than twice as many columns are projected to.
constexpr size_t kDirections = 64;
// Rows that a thread takes at a time.
constexpr size_t kGrain = 1024;

// Directions of 1 and -1 serve as well as normal ones (Achlioptas,
// "Database-friendly random projections", 2003).
RoundedRows RandomDirections(size_t dimension) {
  std::mt19937_64 random(kDirectionsSeed);
  RoundedRows directions(kDirections, dimension);
  std::vector<float> direction(dimension);
  for (size_t i = 0; i < kDirections; ++i) {
    for (float& value : direction) value = random() >> 63 ? 1.0f : -1.0f;
    directions.Set(i, direction.data());
  }
  return directions;
}

// The numbers of a row that trees look at.
size_t NumbersOf(const PreparedRows& rows) {
  return rows.dimension() > 2 * kDirections ? kDirections : rows.dimension();
}

// Returns the rows' products with random directions, row-major, or the rows if
// that would make them hardly shorter.
std::vector<float> PointsOf(const PreparedRows& rows, ThreadPool& pool) {
  const size_t numbers = NumbersOf(rows);
  std::vector<float> points = Zeros(rows.count() * numbers, pool);
  if (numbers == rows.dimension()) {
    pool.ParallelFor(rows.count(), kGrain, [&](size_t begin, size_t end) {
      for (size_t row = begin; row < end; ++row) {
        rows.rounded().Get(row, &points[row * numbers]);
      }
    });
    return points;
  }
  const RoundedRows directions = RandomDirections(rows.dimension());
  pool.ParallelFor(rows.count(), kGrain, [&](size_t begin, size_t end) {
    RoundedProducts(rows.Slice(begin, end), directions.Slice(0, kDirections),
                    &points[begin * kDirections], kDirections);
  });
  return points;
}

int LevelsFor(size_t rows, size_t max_leaf) {
  int levels = 0;
  while (((rows - 1) >> levels) + 1 > max_leaf) ++levels;
  return levels;
}

// A row and where it lies along its node's direction.
struct Placed {
  float at;
  uint32_t row;

  bool operator<(const Placed& other) const {
    return at != other.at ? at < other.at : row < other.row;
  }
};

// One tree as it grows: at each level all nodes are halved at once.
class Tree {
 public:
  Tree(const RowsView& rows, uint64_t number)
      : rows_(rows), random_(kFirstTreeSeed + number), placed_(rows.count) {
    for (size_t i = 0; i < rows.count; ++i) {
      placed_[i] = {0.0f, static_cast<uint32_t>(i)};
    }
  }

  // Halves each of the 2^level nodes.
  void Halve(int level, ThreadPool& pool) {
    const size_t nodes = size_t{1} << level;
    const std::vector<float> directions = Directions(nodes);
    pool.ParallelFor(nodes * ChunksOf(nodes), 1, [&](size_t part, size_t) {
      const size_t node = part / ChunksOf(nodes);
      Place(node, nodes, part % ChunksOf(nodes),
            &directions[node * rows_.dimension]);
    });
    pool.ParallelFor(nodes, 1, [&](size_t node, size_t) {
      // The middle is where the node's two children meet, see Leaves::Begin().
      const auto begin = placed_.begin();
      std::nth_element(begin + Begin(2 * node, 2 * nodes),
                       begin + Begin(2 * node + 1, 2 * nodes),
                       begin + Begin(2 * node + 2, 2 * nodes));
    });
  }

  std::vector<uint32_t> TakeRows() const {
    std::vector<uint32_t> rows;
    rows.reserve(placed_.size());
    for (const Placed& placed : placed_) rows.push_back(placed.row);
    return rows;
  }

 private:
  size_t Begin(size_t node, size_t nodes) const {
    return placed_.size() * node / nodes;
  }

  // Parts of a node that threads place at once: many only near the root.
  size_t ChunksOf(size_t nodes) const {
    return ThreadPool::ChunkCount(placed_.size(), kGrain * nodes);
  }

  // The difference of two rows of each node.
  std::vector<float> Directions(size_t nodes) {
    std::vector<float> directions(nodes * rows_.dimension);
    for (size_t node = 0; node < nodes; ++node) {
      const size_t begin = Begin(node, nodes);
      const size_t size = Begin(node + 1, nodes) - begin;
      const float* a = rows_[placed_[begin + Draw(size)].row];
      const float* b = rows_[placed_[begin + Draw(size)].row];
      float* direction = &directions[node * rows_.dimension];
      for (size_t k = 0; k < rows_.dimension; ++k) direction[k] = a[k] - b[k];
    }
    return directions;
  }

  size_t Draw(size_t count) { return random_() % count; }

  void Place(size_t node, size_t nodes, size_t chunk, const float* direction) {
    const size_t begin = Begin(node, nodes), end = Begin(node + 1, nodes);
    const size_t chunks = ChunksOf(nodes), size = end - begin;
    const size_t last = begin + size * (chunk + 1) / chunks;
    for (size_t i = begin + size * chunk / chunks; i < last; ++i) {
      const float at =
          DotProduct(rows_[placed_[i].row], direction, rows_.dimension);
      // Beyond float32 there may be no number to order by.
      placed_[i].at = std::isnan(at) ? 0.0f : at;
    }
  }

  const RowsView rows_;
  std::mt19937_64 random_;
  std::vector<Placed> placed_;
};

}  // namespace

ProjectionTrees::ProjectionTrees(const PreparedRows& rows, size_t max_leaf,
                                 ThreadPool& pool)
    : points_(PointsOf(rows, pool)),
      view_(points_.data(), rows.count(), NumbersOf(rows)),
      levels_(LevelsFor(rows.count(), max_leaf)) {}

Leaves ProjectionTrees::Grow(uint64_t number, ThreadPool& pool) const {
  Tree tree(view_, number);
  for (int level = 0; level < levels_; ++level) tree.Halve(level, pool);
  Leaves leaves;
  leaves.rows = tree.TakeRows();
  leaves.count = size_t{1} << levels_;
  return leaves;
}

double ProjectionTrees::TreeWork() const {
  return static_cast<double>(view_.count) * view_.dimension * levels_;
}

}  // namespace feluda
