// How a Layout is oneDNN's memory::desc. For this folder's sources alone.

#ifndef LIB_NETWORKS_ONEDNN_DESCRIPTION_H_
#define LIB_NETWORKS_ONEDNN_DESCRIPTION_H_

#include "dnnl.hpp"
#include "lib/networks/onednn/layout.h"

namespace feluda {

struct Layout::Description {
  dnnl::memory::desc memory;
};

// REQUIRES: `memory` is of a value with this shape, and has a layout.
Layout LayoutOf(const Shape& shape, const dnnl::memory::desc& memory);

// Returns a description of floats whose layout a primitive is to choose.
dnnl::memory::desc AnyLayout(const Shape& shape);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_DESCRIPTION_H_
