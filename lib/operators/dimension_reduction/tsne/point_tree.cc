#include "lib/operators/dimension_reduction/tsne/point_tree.h"

#include <algorithm>
#include <numeric>

namespace feluda {
namespace {

constexpr size_t kGrain = 64;

float SquareWidth(const PointTree::Node& node) {
  float widest = 0.0f;
  for (size_t k = 0; k < PointTree::kMaxAxes; ++k) {
    widest = std::max(widest, node.upper[k] - node.lower[k]);
  }
  return widest * widest;
}

}  // namespace

PointTree::PointTree(size_t points, size_t axes)
    : axes_(axes), order_(points), places_(points * axes) {
  std::iota(order_.begin(), order_.end(), uint32_t{0});
  while (leaves_ * kLeafPoints < points) leaves_ *= 2;
  nodes_.resize(2 * leaves_);
}

// Works level by level, so that the threads of the pool share the nodes of
// each.
void PointTree::Arrange(const RowsView& points, ThreadPool& pool) {
  for (size_t half = leaves_ * kLeafPoints / 2; half >= kLeafPoints;
       half /= 2) {
    const size_t grain = std::max<size_t>(1, kGrain * kLeafPoints / half);
    const size_t nodes = ThreadPool::ChunkCount(order_.size(), 2 * half);
    pool.ParallelFor(nodes, grain, [&](size_t first, size_t last) {
      for (size_t node = first; node < last; ++node) {
        const size_t begin = node * 2 * half;
        Split(points, begin, std::min(order_.size(), begin + 2 * half), half);
      }
    });
  }
}

// Moves the `half` points that are lowest along the widest axis to the front.
void PointTree::Split(const RowsView& points, size_t begin, size_t end,
                      size_t half) {
  if (begin + half >= end) return;
  const auto first = order_.begin() + begin, last = order_.begin() + end;
  const float* widest = nullptr;
  float width = -1.0f;
  for (size_t k = 0; k < axes_; ++k) {
    const float* axis = points[k];
    float lower = axis[*first], upper = lower;
    for (auto point = first; point != last; ++point) {
      lower = std::min(lower, axis[*point]);
      upper = std::max(upper, axis[*point]);
    }
    if (upper - lower <= width) continue;
    width = upper - lower;
    widest = axis;
  }
  std::nth_element(first, first + half, last, [widest](uint32_t a, uint32_t b) {
    return widest[a] != widest[b] ? widest[a] < widest[b] : a < b;
  });
}

void PointTree::Update(const RowsView& points, ThreadPool& pool) {
  const size_t grain = kGrain * kLeafPoints;
  pool.ParallelFor(order_.size(), grain, [&](size_t begin, size_t end) {
    for (size_t k = 0; k < axes_; ++k) {
      float* places = places_.data() + k * order_.size();
      for (size_t i = begin; i < end; ++i) places[i] = points[k][order_[i]];
    }
    for (size_t i = begin; i < end; i += kLeafPoints) {
      nodes_[leaves_ + i / kLeafPoints] =
          Leaf(i, std::min(end, i + kLeafPoints));
    }
  });
  for (size_t level = leaves_ / 2; level >= kRoot; level /= 2) {
    pool.ParallelFor(level, kGrain, [&](size_t begin, size_t end) {
      for (size_t i = level + begin; i < level + end; ++i) {
        nodes_[i] = Joined(nodes_[2 * i], nodes_[2 * i + 1]);
      }
    });
  }
}

PointTree::Node PointTree::Leaf(size_t begin, size_t end) const {
  Node leaf = {};
  for (size_t k = 0; k < axes_; ++k) {
    const float* axis = places(k);
    float lower = axis[begin], upper = lower, sum = 0.0f;
    for (size_t i = begin; i < end; ++i) {
      lower = std::min(lower, axis[i]);
      upper = std::max(upper, axis[i]);
      sum += axis[i];
    }
    leaf.lower[k] = lower;
    leaf.upper[k] = upper;
    leaf.centre[k] = sum / (end - begin);
  }
  leaf.points = static_cast<uint32_t>(end - begin);
  leaf.square_width = SquareWidth(leaf);
  return leaf;
}

PointTree::Node PointTree::Joined(const Node& a, const Node& b) const {
  if (b.points == 0) return a;
  Node node = {};
  node.points = a.points + b.points;
  const float share = static_cast<float>(b.points) / node.points;
  for (size_t k = 0; k < axes_; ++k) {
    node.lower[k] = std::min(a.lower[k], b.lower[k]);
    node.upper[k] = std::max(a.upper[k], b.upper[k]);
    node.centre[k] = a.centre[k] + share * (b.centre[k] - a.centre[k]);
  }
  node.square_width = SquareWidth(node);
  return node;
}

}  // namespace feluda
