// Vertices that are pushed away from others, drawn at random, a vector of
// vertices at a time.
//
//   for (uint32_t first = 0; first < count; first += LayoutLanes()) {
//     PushVertices(forces, {first, count, pushes, &random, first_draw}, places,
//                  moved);
//   }
//
// The lanes' draws are next to each other, as the lanes are: vertices should be
// in an order that has nothing to do with their places.
//
// Threads: any number, as long as their vertices differ.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_VERTEX_REPULSION_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_VERTEX_REPULSION_H_

#include <cstddef>
#include <cstdint>

#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/umap/layout_forces.h"

namespace feluda {

// How many vertices PushVertices() moves at once: the processor's choice, and
// at most kMaxLanes.
size_t LayoutLanes();

// Vertices next to each other, and how often they are pushed.
struct PushedVertices {
  uint32_t first;
  // Of all there are.
  uint32_t vertices;
  // LayoutLanes() numbers, 0 for lanes beyond the last vertex.
  const int32_t* pushes;
  // What draws the vertices that push, by the indices from `first_draw` on.
  const RandomStream* random;
  uint64_t first_draw;
};

// Writes where the vertices are after their pushes to the same columns of
// `moved`, and in lanes beyond the last vertex anything.
// REQUIRES: after the last vertex of `places` the first ones are repeated,
// LayoutLanes() of them; the columns of both have room for whole vectors.
void PushVertices(const LayoutForces& forces, const PushedVertices& vertices,
                  const LayoutPlaces& places, float* moved);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_VERTEX_REPULSION_H_
