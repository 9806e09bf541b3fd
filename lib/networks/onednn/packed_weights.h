// The weights of a layer, in the layout that oneDNN's primitives want. They are
// packed once; all plans of a network use the same copy.
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_ONEDNN_PACKED_WEIGHTS_H_
#define LIB_NETWORKS_ONEDNN_PACKED_WEIGHTS_H_

#include <list>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/networks/aligned_floats.h"
#include "lib/networks/onednn/layout.h"
#include "lib/networks/tensor.h"

namespace feluda {

class PackedWeights {
 public:
  // Takes the weights in row-major order. They are released when they are
  // packed.
  explicit PackedWeights(Tensor plain);

  const Shape& shape() const { return shape_; }

  // Returns the layout that they were packed in first, or null before that. A
  // primitive that takes it needs no copy of its own.
  const Layout* packed() const;

  // Returns the weights in a layout. The first call packs them. A call for
  // another layout, for a primitive that does not take packed(), adds a copy.
  absl::StatusOr<const float*> In(const Layout& layout);

 private:
  struct Copy {
    Layout layout;
    AlignedFloats values;
  };

  Shape shape_;
  Tensor plain_;  // empty once packed
  std::list<Copy> copies_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_PACKED_WEIGHTS_H_
