// What is computed for each element alone, by oneDNN. It takes the layout that
// its input has.

#ifndef LIB_NETWORKS_ONEDNN_ELEMENTWISE_H_
#define LIB_NETWORKS_ONEDNN_ELEMENTWISE_H_

#include "absl/status/statusor.h"
#include "lib/networks/layer.h"
#include "lib/networks/onednn/activation.h"
#include "lib/networks/onednn/layout.h"

namespace feluda {

// REQUIRES: `activation` is not none.
absl::StatusOr<Step> ActivationStep(const Layout& source,
                                    Activation activation);

enum class BinaryKind {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kMinimum,
  kMaximum,
};

// Combines a first and a second tensor element by element. The second's shape
// has the size 1 or the first's size in each dimension; a size of 1 stands for
// as many equal ones. The output has the shape of the first.
absl::StatusOr<Step> BinaryStep(BinaryKind kind, const Layout& first,
                                const Layout& second,
                                const Activation& activation);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_ELEMENTWISE_H_
