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

// Which of the seed's random streams is for what.
constexpr uint64_t kRepulsionStream = 2;
constexpr uint64_t kTieStream = 3;
// Edges that a thread takes at a time. Their ends lie all over memory, and what
// one thread has written moves from its core's cache to the other's: in rounds
// with fewer edges one thread is faster than two.
constexpr size_t kEdgeGrain = 32768;
// Vectors of vertices that a thread takes at a time: some microseconds of work.
constexpr size_t kRepulsionGrain = 8;
// Each vector of vertices has 2^kLogDraws random numbers of its own for each
// epoch.
constexpr int kLogDraws = 24;

// How often each vertex is attracted in an epoch, on average: the sum of its
// edges' weights, each divided by the weight of the heaviest edge.
std::vector<double> AttractionsPerEpoch(const WeightedGraph& graph) {
  std::vector<double> attractions(graph.Vertices());
  const double heaviest =
      *std::max_element(graph.weights.begin(), graph.weights.end());
  for (size_t v = 0; v < attractions.size(); ++v) {
    for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
      attractions[v] += graph.weights[e] / heaviest;
    }
  }
  return attractions;
}

// Orders the vertices by their attractions, most first: the vertices of one
// vector then have about the same number of repulsions, and few lanes are idle.
// Ties are broken at random, so that the vertices of a vector have nothing else
// in common.
std::vector<uint32_t> OrderByAttractions(const std::vector<double>& attractions,
                                         uint64_t seed) {
  const RandomStream ties(seed, kTieStream);
  std::vector<uint32_t> order(attractions.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return attractions[a] != attractions[b] ? attractions[a] > attractions[b]
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
      : Layout(graph, AttractionsPerEpoch(graph), options, places) {}

  void RunEpoch(size_t epoch, ThreadPool& pool) {
    LayoutForces forces;
    forces.curve = options_.curve;
    forces.repulsion = static_cast<float>(options_.repulsion_strength);
    const double part_left =
        1.0 - static_cast<double>(epoch - 1) / options_.epochs;
    forces.rate = static_cast<float>(options_.learning_rate * part_left);
    Attract(forces, epoch, pool);
    RepeatFirst();
    Repel(forces, epoch, pool);
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
  // From here on a vertex is named by its rank in order_.
  Layout(const WeightedGraph& graph, const std::vector<double>& attractions,
         const GraphLayoutOptions& options, const std::vector<float>& places)
      : options_(options),
        lanes_(LayoutLanes()),
        order_(OrderByAttractions(attractions, options.seed)),
        rounds_(graph, Inverse(order_)),
        random_(options.seed, kRepulsionStream),
        repulsions_per_epoch_(Vertices()),
        places_(Stride() * options.n_components),
        moved_(places_.size()) {
    for (size_t i = 0; i < Vertices(); ++i) {
      repulsions_per_epoch_[i] =
          options.negative_sample_rate * attractions[order_[i]];
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

  void Attract(const LayoutForces& forces, size_t epoch, ThreadPool& pool) {
    const LayoutPlaces places = {places_.data(), Stride(),
                                 options_.n_components};
    for (size_t r = 0; r < rounds_.Rounds(); ++r) {
      const size_t first = rounds_.Begin(r);
      pool.ParallelFor(rounds_.Begin(r + 1) - first, kEdgeGrain,
                       [&](size_t begin, size_t end) {
                         ApplyAttraction(
                             forces,
                             {&rounds_.heads()[first + begin],
                              &rounds_.tails()[first + begin],
                              &rounds_.rates()[first + begin], end - begin},
                             static_cast<uint32_t>(epoch), places);
                       });
    }
  }

  void Repel(const LayoutForces& forces, size_t epoch, ThreadPool& pool) {
    const size_t vectors = ThreadPool::ChunkCount(Vertices(), lanes_);
    pool.ParallelFor(vectors, kRepulsionGrain, [&](size_t begin, size_t end) {
      for (size_t i = begin; i < end; ++i) {
        RepelVector(forces, epoch, i * lanes_,
                    (epoch * vectors + i) << kLogDraws);
      }
    });
  }

  void RepelVector(const LayoutForces& forces, size_t epoch, size_t first,
                   uint64_t first_draw) {
    int32_t repulsions[kMaxLanes] = {};
    const size_t last = std::min(Vertices(), first + lanes_);
    for (size_t i = first; i < last; ++i) {
      repulsions[i - first] = static_cast<int32_t>(
          std::floor(epoch * repulsions_per_epoch_[i]) -
          std::floor((epoch - 1) * repulsions_per_epoch_[i]));
    }
    ApplyRepulsion(
        forces,
        {static_cast<uint32_t>(first), static_cast<uint32_t>(Vertices()),
         repulsions, &random_, first_draw},
        {places_.data(), Stride(), options_.n_components}, moved_.data());
  }

  // Appends the first vertices to the last ones, so that ApplyRepulsion() can
  // load a vector that begins at any vertex.
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
  // How often a vertex is repelled in an epoch, on average.
  std::vector<double> repulsions_per_epoch_;
  // Where the vertices are, component by component, and where they go.
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
