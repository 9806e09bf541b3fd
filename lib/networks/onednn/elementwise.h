// Computes each element by itself, by oneDNN, in the layout that the input has.

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

// Combines two tensors element by element. In each dimension the second has the
// size of the first, or the size 1, which is broadcast. The output has the
// shape of the first.
absl::StatusOr<Step> BinaryStep(BinaryKind kind, const Layout& first,
                                const Layout& second,
                                const Activation& activation);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_ELEMENTWISE_H_
