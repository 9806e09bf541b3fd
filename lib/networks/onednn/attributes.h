// What is fused into a primitive. For this folder's sources alone.

#ifndef LIB_NETWORKS_ONEDNN_ATTRIBUTES_H_
#define LIB_NETWORKS_ONEDNN_ATTRIBUTES_H_

#include "dnnl.hpp"
#include "lib/networks/onednn/activation.h"

namespace feluda {

// Returns oneDNN's name of an activation, which may not be kNone. Some have
// other parameters there, which are set.
dnnl::algorithm AlgorithmOf(Activation& activation);

// Returns attributes of a primitive whose scratch memory comes from the caller,
// that adds its result to its destination if `add`, and applies `activation`
// to the sum.
dnnl::primitive_attr Attributes(bool add = false,
                                const Activation& activation = {});

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_ATTRIBUTES_H_
