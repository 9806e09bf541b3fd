#include "lib/operators/dimension_reduction/tsne/repulsion.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lib/operators/dimension_reduction/tsne/repulsion_sums.h"

namespace feluda {
namespace {

using Node = PointTree::Node;

// How many steps of the descent share an arrangement of the tree. Points move
// little in a few steps.
constexpr unsigned kStepsPerArrangement = 10;
constexpr size_t kRun = RepulsionTargets::kCount;
// How many runs a thread takes at a time.
constexpr size_t kGrain = 2;
constexpr size_t kDeepest = 64;
// The square of the distance up to which the force is nearly linear.
constexpr float kLinearSquare = 0.25f;

// Computes the repulsion of one run of the tree's leaves by all points.
class RunWalk {
 public:
  RunWalk(const PointTree& tree, float angle)
      : tree_(tree), square_angle_(angle * angle) {}

  // `first` is the place at which the run begins. Every point outside the run
  // is below a sibling of some node that holds the run, so the walk climbs from
  // the run's node to the root and visits the sibling at each level.
  const RepulsionTargets& Walk(size_t first) {
    Begin(first);
    for (size_t node = RunNode(first); node > PointTree::kRoot; node /= 2) {
      WalkBelow(node ^ 1);
    }
    Flush();
    AddLeaf(first, std::min(kRun, tree_.points() - first));
    AddOwnRepulsion(sources_, tree_.axes(), targets_);
    sources_.count = 0;
    return targets_;
  }

 private:
  void Begin(size_t first) {
    targets_ = RepulsionTargets();
    const size_t last = tree_.points() - 1;
    for (size_t k = 0; k < tree_.axes(); ++k) {
      const float* places = tree_.places(k);
      lower_[k] = upper_[k] = places[first];
      for (size_t i = 0; i < kRun; ++i) {
        const float at = places[std::min(first + i, last)];
        targets_.at[k][i] = at;
        lower_[k] = std::min(lower_[k], at);
        upper_[k] = std::max(upper_[k], at);
      }
    }
  }

  size_t RunNode(size_t first) const {
    const size_t runs = tree_.leaves() * PointTree::kLeafPoints / kRun;
    return runs == 0 ? PointTree::kRoot : runs + first / kRun;
  }

  void WalkBelow(size_t top) {
    size_t open[kDeepest] = {top};
    for (size_t depth = 1; depth > 0;) {
      const size_t index = open[--depth];
      const Node& node = tree_.node(index);
      if (node.points == 0) continue;
      if (IsOnePoint(node)) {
        AddNode(node);
      } else if (index >= tree_.leaves()) {
        AddLeaf((index - tree_.leaves()) * PointTree::kLeafPoints, node.points);
      } else {
        open[depth++] = 2 * index + 1;
        open[depth++] = 2 * index;
      }
    }
  }

  bool IsOnePoint(const Node& node) const {
    float square = kLinearSquare;
    for (size_t k = 0; k < PointTree::kMaxAxes; ++k) {
      const float beyond = std::max(
          {0.0f, lower_[k] - node.centre[k], node.centre[k] - upper_[k]});
      square += beyond * beyond;
    }
    return node.square_width < square_angle_ * square;
  }

  void AddNode(const Node& node) {
    Reserve(1);
    for (size_t k = 0; k < tree_.axes(); ++k) {
      sources_.at[k][sources_.count] = node.centre[k];
    }
    sources_.points[sources_.count++] = node.points;
  }

  void AddLeaf(size_t first, size_t points) {
    Reserve(points);
    for (size_t k = 0; k < tree_.axes(); ++k) {
      std::copy_n(tree_.places(k) + first, points,
                  sources_.at[k] + sources_.count);
    }
    std::fill_n(sources_.points + sources_.count, points, 1.0f);
    sources_.count += points;
  }

  void Reserve(size_t points) {
    if (sources_.count + points > RepulsionSources::kMax) Flush();
  }

  void Flush() {
    AddRepulsion(sources_, tree_.axes(), targets_);
    sources_.count = 0;
  }

  const PointTree& tree_;
  const float square_angle_;
  float lower_[PointTree::kMaxAxes] = {};
  float upper_[PointTree::kMaxAxes] = {};
  RepulsionSources sources_;
  RepulsionTargets targets_;
};

// Writes the run's forces, and returns the sum of its similarities.
double TakeRun(const PointTree& tree, size_t first,
               const RepulsionTargets& targets, float* forces) {
  double sum = 0.0;
  const size_t points = std::min(kRun, tree.points() - first);
  for (size_t i = 0; i < points; ++i) {
    const uint32_t point = tree.point(first + i);
    for (size_t k = 0; k < tree.axes(); ++k) {
      forces[k * tree.points() + point] = targets.forces[k][i];
    }
    sum += targets.similarities[i];
  }
  return sum;
}

}  // namespace

double Repulsion::Compute(const RowsView& points, float angle, ThreadPool& pool,
                          float* forces) {
  if (computed_++ % kStepsPerArrangement == 0) tree_.Arrange(points, pool);
  tree_.Update(points, pool);
  const size_t grain = kGrain * kRun;
  std::vector<double> sums(ThreadPool::ChunkCount(tree_.points(), grain));
  pool.ParallelFor(tree_.points(), grain, [&](size_t begin, size_t end) {
    RunWalk run(tree_, angle);
    for (size_t first = begin; first < end; first += kRun) {
      sums[begin / grain] += TakeRun(tree_, first, run.Walk(first), forces);
    }
  });
  double sum = 0.0;
  for (double chunk : sums) sum += chunk;
  return sum;
}

}  // namespace feluda
