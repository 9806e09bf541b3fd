// Converts between Layout and oneDNN's memory::desc. Private to this folder's
// sources.

#ifndef LIB_NETWORKS_ONEDNN_DESCRIPTION_H_
#define LIB_NETWORKS_ONEDNN_DESCRIPTION_H_

#include "dnnl.hpp"
#include "lib/networks/onednn/layout.h"

namespace feluda {

struct Layout::Description {
  dnnl::memory::desc memory;
};

// Returns the layout of a value of this shape. REQUIRES: `memory` describes
// such a value, and its layout is chosen.
Layout LayoutOf(const Shape& shape, const dnnl::memory::desc& memory);

// Returns a description of floats whose layout a primitive will choose.
dnnl::memory::desc AnyLayout(const Shape& shape);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_DESCRIPTION_H_
