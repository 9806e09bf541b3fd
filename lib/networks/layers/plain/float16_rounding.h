// Rounds values to float16, though they stay float32 in memory.
//
//   x = Float16Rounding(builder, "cast", x);

#ifndef LIB_NETWORKS_LAYERS_PLAIN_FLOAT16_ROUNDING_H_
#define LIB_NETWORKS_LAYERS_PLAIN_FLOAT16_ROUNDING_H_

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"

namespace feluda {

// Rounds each value as RoundToFloat16() does (half_floats.h). The layout stays
// that of `x`.
Value Float16Rounding(NetworkBuilder& builder, absl::string_view name, Value x);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_PLAIN_FLOAT16_ROUNDING_H_
