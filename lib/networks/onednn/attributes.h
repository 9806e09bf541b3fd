// Describes what is fused into a primitive. Private to this folder's sources.

#ifndef LIB_NETWORKS_ONEDNN_ATTRIBUTES_H_
#define LIB_NETWORKS_ONEDNN_ATTRIBUTES_H_

#include "dnnl.hpp"
#include "lib/networks/onednn/activation.h"

namespace feluda {

// Returns oneDNN's algorithm of an activation, and sets the parameters that
// oneDNN defines otherwise. REQUIRES: it is not kNone.
dnnl::algorithm AlgorithmOf(Activation& activation);

// Returns the attributes of a primitive that takes scratch memory from its
// caller, adds its result to its destination if `add`, and applies `activation`
// to the sum.
dnnl::primitive_attr Attributes(bool add = false,
                                const Activation& activation = {});

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_ATTRIBUTES_H_
