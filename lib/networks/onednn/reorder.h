// Converts a value from one layout to another of the same shape.

#ifndef LIB_NETWORKS_ONEDNN_REORDER_H_
#define LIB_NETWORKS_ONEDNN_REORDER_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/networks/layer.h"
#include "lib/networks/onednn/layout.h"

namespace feluda {

absl::StatusOr<Step> ReorderStep(const Layout& from, const Layout& to);

// Converts a value at once. REQUIRES: `from` and `to` do not overlap.
absl::Status Reorder(const Layout& from_layout, const float* from,
                     const Layout& to_layout, float* to);

}  // namespace feluda

#endif  // LIB_NETWORKS_ONEDNN_REORDER_H_
