// Types and limits that UMAP's two forces share: attraction, by which edges
// move their ends towards each other (edge_attraction.h), and repulsion, by
// which vertices drawn at random drive others away (vertex_repulsion.h).
//
// McInnes, Healy and Melville (2018), section 4.2, algorithm 5, with the forces
// of umap-learn, which limits a step to 4 in each component. Powers are
// computed by polynomials with a relative error of some 2e-5.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_FORCES_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_FORCES_H_

#include <cstddef>

#include "lib/operators/dimension_reduction/umap/membership_curve.h"

namespace feluda {

inline constexpr size_t kMaxComponents = 128;
// The most floats that a vector has on any processor.
inline constexpr size_t kMaxLanes = 64;

// What holds for all steps of an epoch.
struct LayoutForces {
  MembershipCurve curve;
  // The strength of repulsion.
  float repulsion;
  // The learning rate of the epoch.
  float rate;
};

// The place of vertex v has values[c * stride + v] as component c.
struct LayoutPlaces {
  float* values;
  size_t stride;
  // At most kMaxComponents.
  size_t components;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_UMAP_LAYOUT_FORCES_H_
