// Edges that pull their ends together, a vector of edges at a time.
//
//   PullEnds(forces, {heads, tails, rates, count}, epoch, places);
//
// Threads: any number, as long as their edges share no vertex.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ATTRACTION_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ATTRACTION_H_

#include <cstddef>
#include <cstdint>

#include "lib/operators/dimension_reduction/umap/layout_forces.h"

namespace feluda {

// Edges that share no vertex.
struct PullingEdges {
  const int32_t* heads;
  const int32_t* tails;
  // An edge pulls in those epochs in which epoch * rate / 2^32 passes a whole
  // number.
  const uint32_t* rates;
  size_t count;
};

// Moves both ends of every edge that pulls in `epoch`, counted from 1. Each end
// moves twice, since each has the edge.
void PullEnds(const LayoutForces& forces, const PullingEdges& edges,
              uint32_t epoch, const LayoutPlaces& places);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ATTRACTION_H_
