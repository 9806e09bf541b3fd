// The edges of a graph in rounds: those of a round share no vertex, so a round
// can move both ends of all its edges at once, in any order.
//
//   const EdgeRounds rounds(graph, names);
//   for (size_t r = 0; r < rounds.Rounds(); ++r) {
//     for (size_t e = rounds.Begin(r); e < rounds.Begin(r + 1); ++e) {
//       Move(rounds.heads()[e], rounds.tails()[e]);
//     }
//   }
//
// That is an edge colouring, found greedily: up to 64 colours the first that is
// free at both ends, above that the next after all at both. So there are about
// as many rounds as edges at the busiest vertex.
//
// Cost: linear in the edges. Peak memory: 16 bytes an edge and 24 a vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ROUNDS_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ROUNDS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {

class EdgeRounds {
 public:
  // Vertex v is called names[v] in what follows.
  // REQUIRES: a name for every vertex, below 2^31; no edge from a vertex to
  // itself.
  EdgeRounds(const WeightedGraph& graph, absl::Span<const uint32_t> names);

  size_t Rounds() const { return begins_.size() - 1; }
  // The first edge of a round; of Rounds(), the number of edges.
  size_t Begin(size_t round) const { return begins_[round]; }

  // Of each edge.
  const std::vector<int32_t>& heads() const { return heads_; }
  const std::vector<int32_t>& tails() const { return tails_; }
  // Its weight as a share of the greatest, times 2^32.
  const std::vector<uint32_t>& rates() const { return rates_; }

 private:
  std::vector<size_t> begins_;
  std::vector<int32_t> heads_;
  std::vector<int32_t> tails_;
  std::vector<uint32_t> rates_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ROUNDS_H_
