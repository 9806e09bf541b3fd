#include "lib/operators/dimension_reduction/umap/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/umap/edge_attraction.h"
#include "lib/operators/dimension_reduction/umap/edge_rounds.h"
#include "lib/operators/dimension_reduction/umap/layout_forces.h"
#include "lib/operators/dimension_reduction/umap/vertex_repulsion.h"

namespace feluda {
namespace {

constexpr uint64_t kPushes = 2;
constexpr uint64_t kTies = 3;
// Edges that a thread takes at a time. Their ends lie all over the places, and
// these move from one core's cache to the other's: where a round has fewer, one
// thread is done sooner than two.
constexpr size_t kEdgeGrain = 32768;
// Vectors of vertices that a thread takes at a time: some microseconds.
constexpr size_t kPushGrain = 8;
// Random numbers set aside for a vector of vertices and an epoch, as a power of
// 2.
constexpr int kLogDraws = 24;

// The sum of each vertex's weights, in those of the heaviest edge: how often it
// is pulled in an epoch.
std::vector<double> PullsPerEpoch(const WeightedGraph& graph) {
  std::vector<double> pulls(graph.Vertices());
  const double heaviest =
      *std::max_element(graph.weights.begin(), graph.weights.end());
  for (size_t v = 0; v < pulls.size(); ++v) {
    for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
      pulls[v] += graph.weights[e] / heaviest;
    }
  }
  return pulls;
}

// The most pulled first, so that vertices that move together have like numbers
// of pushes; otherwise at random, so that they have nothing else in common.
std::vector<uint32_t> OrderByPulls(const std::vector<double>& pulls,
                                   uint64_t seed) {
  const RandomStream ties(seed, kTies);
  std::vector<uint32_t> order(pulls.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return pulls[a] != pulls[b] ? pulls[a] > pulls[b]
                                : ties.Bits(a) < ties.Bits(b);
  });
  return order;
}

std::vector<uint32_t> Inverse(const std::vector<uint32_t>& order) {
  std::vector<uint32_t> ranks(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    ranks[order[i]] = static_cast<uint32_t>(i);
  }
  return ranks;
}

class Layout {
 public:
  Layout(const WeightedGraph& graph, const GraphLayoutOptions& options,
         const std::vector<float>& places)
      : Layout(graph, PullsPerEpoch(graph), options, places) {}

  void RunEpoch(size_t epoch, ThreadPool& pool) {
    LayoutForces forces;
    forces.curve = options_.curve;
    forces.repulsion = options_.repulsion_strength;
    forces.rate = options_.learning_rate *
                  (1.0 - static_cast<double>(epoch - 1) / options_.epochs);
    Pull(forces, epoch, pool);
    RepeatFirst();
    Push(forces, epoch, pool);
    places_.swap(moved_);
  }

  void CopyTo(std::vector<float>& places) const {
    for (size_t i = 0; i < Vertices(); ++i) {
      float* place = &places[order_[i] * options_.n_components];
      for (size_t c = 0; c < options_.n_components; ++c) {
        place[c] = places_[c * Stride() + i];
      }
    }
  }

 private:
  // Vertices are called by their rank in the order.
  Layout(const WeightedGraph& graph, const std::vector<double>& pulls,
         const GraphLayoutOptions& options, const std::vector<float>& places)
      : options_(options),
        lanes_(LayoutLanes()),
        order_(OrderByPulls(pulls, options.seed)),
        rounds_(graph, Inverse(order_)),
        random_(options.seed, kPushes),
        pushes_(Vertices()),
        places_(Stride() * options.n_components),
        moved_(places_.size()) {
    for (size_t i = 0; i < Vertices(); ++i) {
      pushes_[i] = options.negative_sample_rate * pulls[order_[i]];
      const float* place = &places[order_[i] * options.n_components];
      for (size_t c = 0; c < options.n_components; ++c) {
        places_[c * Stride() + i] = place[c];
      }
    }
  }

  size_t Vertices() const { return order_.size(); }
  size_t Stride() const {
    return ThreadPool::ChunkCount(Vertices(), lanes_) * lanes_ + lanes_;
  }

  void Pull(const LayoutForces& forces, size_t epoch, ThreadPool& pool) {
    const LayoutPlaces places = {places_.data(), Stride(),
                                 options_.n_components};
    for (size_t r = 0; r < rounds_.Rounds(); ++r) {
      const size_t first = rounds_.Begin(r);
      pool.ParallelFor(rounds_.Begin(r + 1) - first, kEdgeGrain,
                       [&](size_t begin, size_t end) {
                         PullEnds(
                             forces,
                             {&rounds_.heads()[first + begin],
                              &rounds_.tails()[first + begin],
                              &rounds_.rates()[first + begin], end - begin},
                             static_cast<uint32_t>(epoch), places);
                       });
    }
  }

  void Push(const LayoutForces& forces, size_t epoch, ThreadPool& pool) {
    const size_t vectors = ThreadPool::ChunkCount(Vertices(), lanes_);
    pool.ParallelFor(vectors, kPushGrain, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        PushVector(forces, epoch, i * lanes_,
                   (epoch * vectors + i) << kLogDraws);
      }
    });
  }

  void PushVector(const LayoutForces& forces, size_t epoch, size_t first,
                  uint64_t first_draw) {
    int32_t pushes[kMaxLanes] = {};
    const size_t last = std::min(Vertices(), first + lanes_);
    for (size_t i = first; i < last; ++i) {
      pushes[i - first] =
          static_cast<int32_t>(std::floor(epoch * pushes_[i]) -
                               std::floor((epoch - 1) * pushes_[i]));
    }
    PushVertices(
        forces,
        {static_cast<uint32_t>(first), static_cast<uint32_t>(Vertices()),
         pushes, &random_, first_draw},
        {places_.data(), Stride(), options_.n_components}, moved_.data());
  }

  void RepeatFirst() {
    for (size_t c = 0; c < options_.n_components; ++c) {
      float* column = &places_[c * Stride()];
      for (size_t i = 0; i < lanes_; ++i) column[Vertices() + i] = column[i];
    }
  }

  const GraphLayoutOptions options_;
  const size_t lanes_;
  const std::vector<uint32_t> order_;
  const EdgeRounds rounds_;
  const RandomStream random_;
  // In an epoch, on average.
  std::vector<double> pushes_;
  // Where vertices are, by component, and where they go.
  std::vector<float> places_;
  std::vector<float> moved_;
};

}  // namespace

void OptimizeLayout(const WeightedGraph& graph,
                    const GraphLayoutOptions& options, ThreadPool& pool,
                    std::vector<float>& places) {
  if (graph.weights.empty()) return;
  Layout layout(graph, options, places);
  for (size_t epoch = 1; epoch <= options.epochs; ++epoch) {
    layout.RunEpoch(epoch, pool);
  }
  layout.CopyTo(places);
}

}  // namespace feluda
