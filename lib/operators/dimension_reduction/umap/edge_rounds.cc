#include "lib/operators/dimension_reduction/umap/edge_rounds.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace feluda {
namespace {

// Colours that have a bit in a vertex's mask.
constexpr uint32_t kMasked = 64;

// Hands out colours that are free at both ends of an edge. With a bit for each
// of the first 64 colours, the first free one is found by two instructions.
class Coloring {
 public:
  explicit Coloring(size_t vertices)
      : used_(vertices), next_(vertices, kMasked) {}

  uint32_t Take(uint32_t head, uint32_t tail) {
    const uint64_t free = ~(used_[head] | used_[tail]);
    if (free == 0) {
      const uint32_t color = std::max(next_[head], next_[tail]);
      next_[head] = next_[tail] = color + 1;
      return color;
    }
    used_[head] |= free & -free;
    used_[tail] |= free & -free;
    return __builtin_ctzll(free);
  }

 private:
  // For each vertex, which of the first 64 colours it has, and the first colour
  // from 64 on that is free.
  std::vector<uint64_t> used_;
  std::vector<uint32_t> next_;
};

// Calls `visit(head, edge)` once for every edge, with its lower end as the
// head. Vertices take turns, an edge at a time: if all edges of a vertex of
// high degree came in a row, they would move the edges of all its neighbours to
// late rounds.
template <typename Visit>
void VisitInTurns(const WeightedGraph& graph, Visit visit) {
  std::vector<uint32_t> open(graph.Vertices());
  std::iota(open.begin(), open.end(), 0u);
  for (size_t turn = 1; !open.empty(); ++turn) {
    size_t kept = 0;
    for (uint32_t head : open) {
      // From the highest tail down.
      if (turn > graph.offsets[head + 1] - graph.offsets[head]) continue;
      const size_t edge = graph.offsets[head + 1] - turn;
      if (graph.tails[edge] < head) continue;
      visit(head, edge);
      open[kept++] = head;
    }
    open.resize(kept);
  }
}

}  // namespace

EdgeRounds::EdgeRounds(const WeightedGraph& graph,
                       absl::Span<const uint32_t> names) {
  Coloring coloring(graph.Vertices());
  std::vector<uint32_t> colors(graph.tails.size() / 2);
  size_t count = 0;
  begins_ = {0};
  VisitInTurns(graph, [&](uint32_t head, size_t edge) {
    const uint32_t color = coloring.Take(head, graph.tails[edge]);
    if (begins_.size() < color + 2) begins_.resize(color + 2);
    ++begins_[color + 1];
    colors[count++] = color;
  });
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  heads_.resize(count);
  tails_.resize(count);
  rates_.resize(count);
  std::vector<size_t> places(begins_.begin(), begins_.end() - 1);
  const double heaviest = count == 0 ? 1.0
                                     : *std::max_element(graph.weights.begin(),
                                                         graph.weights.end());
  size_t visited = 0;
  VisitInTurns(graph, [&](uint32_t head, size_t edge) {
    const size_t place = places[colors[visited++]]++;
    const double rate = std::ldexp(graph.weights[edge] / heaviest, 32);
    heads_[place] = static_cast<int32_t>(names[head]);
    tails_[place] = static_cast<int32_t>(names[graph.tails[edge]]);
    rates_[place] = static_cast<uint32_t>(std::min(rate, 0xffffffffp0));
  });
}

}  // namespace feluda
