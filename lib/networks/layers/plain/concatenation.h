// Puts values one after another along a dimension.
//
//   x = Concatenation(builder, "branches", {a, b, c}, /*dimension=*/1);

#ifndef LIB_NETWORKS_LAYERS_PLAIN_CONCATENATION_H_
#define LIB_NETWORKS_LAYERS_PLAIN_CONCATENATION_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/networks/graph/network_builder.h"

namespace feluda {

// The shapes of `parts` are equal but for the size in `dimension`.
Value Concatenation(NetworkBuilder& builder, absl::string_view name,
                    absl::Span<const Value> parts, size_t dimension);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_PLAIN_CONCATENATION_H_
