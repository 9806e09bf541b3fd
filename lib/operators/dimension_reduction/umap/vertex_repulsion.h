// UMAP's repulsion: vertices are driven away from others, drawn at random, a
// vector of vertices at a time.
//
//   for (uint32_t first = 0; first < count; first += LayoutLanes()) {
//     ApplyRepulsion(forces, {first, count, repulsions, &random, first_draw},
//                    places, moved);
//   }
//
// One draw serves all lanes: neighbouring lanes are repelled by neighbouring
// vertices, so vertices should be in an order that has nothing to do with their
// places.
//
// Threads: any number, as long as their vertices differ.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_VERTEX_REPULSION_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_VERTEX_REPULSION_H_

#include <cstddef>
#include <cstdint>

#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/umap/layout_forces.h"

namespace feluda {

// Returns how many vertices ApplyRepulsion() moves at once. It depends on the
// processor, and is at most kMaxLanes.
size_t LayoutLanes();

// LayoutLanes() vertices with consecutive numbers, and how often each is
// repelled.
struct RepelledVertices {
  uint32_t first;
  // How many vertices the layout has.
  uint32_t vertices;
  // LayoutLanes() numbers, 0 for lanes beyond the last vertex.
  const int32_t* repulsions;
  // The vertices that repel are drawn by its numbers from `first_draw` on.
  const RandomStream* random;
  uint64_t first_draw;
};

// Writes where the vertices are after their repulsions to the same columns of
// `moved`. What it writes to lanes beyond the last vertex is unspecified.
// REQUIRES: after the last vertex of `places` the first LayoutLanes() ones are
// repeated; the columns of both have capacity for whole vectors.
void ApplyRepulsion(const LayoutForces& forces,
                    const RepelledVertices& vertices,
                    const LayoutPlaces& places, float* moved);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_VERTEX_REPULSION_H_
