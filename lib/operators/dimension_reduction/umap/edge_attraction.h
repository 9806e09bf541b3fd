// UMAP's attraction: edges move their two ends towards each other, a vector of
// edges at a time.
//
//   ApplyAttraction(forces, {heads, tails, rates, count}, epoch, places);
//
// Threads: any number, as long as the edges of one share no vertex with the
// edges of another.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ATTRACTION_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ATTRACTION_H_

#include <cstddef>
#include <cstdint>

#include "lib/operators/dimension_reduction/umap/layout_forces.h"

namespace feluda {

// Edges that share no vertex.
struct AttractingEdges {
  const int32_t* heads;
  const int32_t* tails;
  // An edge is due in the epochs in which epoch * rate / 2^32 passes a whole
  // number.
  const uint32_t* rates;
  size_t count;
};

// Moves both ends of every edge that is due in `epoch`, counted from 1. Each
// end makes two steps, since both ends list the edge.
void ApplyAttraction(const LayoutForces& forces, const AttractingEdges& edges,
                     uint32_t epoch, const LayoutPlaces& places);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_EDGE_ATTRACTION_H_
