// Sorts the edges of a graph into rounds. The edges of a round share no vertex,
// so both ends of all of them can be moved at once, in any order.
//
//   const EdgeRounds rounds(graph, names);
//   for (size_t r = 0; r < rounds.Rounds(); ++r) {
//     for (size_t e = rounds.Begin(r); e < rounds.Begin(r + 1); ++e) {
//       Move(rounds.heads()[e], rounds.tails()[e]);
//     }
//   }
//
// A round is a colour of an edge colouring, which is found greedily: an edge
// takes the first of 64 colours that is free at both its ends, and if there is
// none, the colour after all that its ends have. So there are about as many
// rounds as the vertex of highest degree has edges.
//
// Cost: linear in the edges. Peak memory: 16 bytes for each edge and 24 for
// each vertex.

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
  // heads() and tails() name vertex v as names[v].
  // REQUIRES: a name for every vertex, below 2^31; no edge from a vertex to
  // itself.
  EdgeRounds(const WeightedGraph& graph, absl::Span<const uint32_t> names);

  size_t Rounds() const { return begins_.size() - 1; }
  // The first edge of a round. Begin(Rounds()) is the number of edges.
  size_t Begin(size_t round) const { return begins_[round]; }

  // The two ends of each edge.
  const std::vector<int32_t>& heads() const { return heads_; }
  const std::vector<int32_t>& tails() const { return tails_; }
  // The weight of each edge as a share of the greatest weight, times 2^32.
  const std::vector<uint32_t>& rates() const { return rates_; }

 private:
  std::vector<size_t> begins_;
  std::vector<int32_t> heads_;
  std::vector<int32_t> tails_;
  std::vector<uint32_t> rates_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ROUNDS_H_
