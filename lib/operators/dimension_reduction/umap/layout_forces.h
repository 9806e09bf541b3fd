// What the forces of a layout have in common: edges pull their ends together
// (edge_attraction.h), vertices drawn at random push others away
// (vertex_repulsion.h).
//
// McInnes, Healy and Melville (2018), section 4.2, algorithm 5, with the forces
// of umap-learn: no number of a step is longer than 4. Their powers are
// polynomials with a relative error of some 2e-5.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_FORCES_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_FORCES_H_

#include <cstddef>

#include "lib/operators/dimension_reduction/umap/membership_curve.h"

namespace feluda {

inline constexpr size_t kMaxComponents = 128;
// Numbers in the longest vector of any processor.
inline constexpr size_t kMaxLanes = 64;

// What holds for all moves of an epoch.
struct LayoutForces {
  MembershipCurve curve;
  // Of pushes.
  float repulsion;
  // The learning rate now.
  float rate;
};

// Number c of vertex v's place is values[c * stride + v].
struct LayoutPlaces {
  float* values;
  size_t stride;
  // At most kMaxComponents.
  size_t components;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_FORCES_H_
