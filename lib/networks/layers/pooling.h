// Pooling: the maximum or average of each window of an image, channel by
// channel.
//
//   x = Pooling(builder, "maxpool", x, PoolingKind::kMaximum,
//               PoolingWindow(/*size=*/3, /*stride=*/2, /*padding=*/1));
//   x = GlobalAveragePool(builder, "avgpool", x);

#ifndef LIB_NETWORKS_LAYERS_POOLING_H_
#define LIB_NETWORKS_LAYERS_POOLING_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/onednn/pooling.h"

namespace feluda {

// Returns a geometry with one size and stride in both directions and one
// padding on all sides.
PoolingGeometry PoolingWindow(int64_t size, int64_t stride, int64_t padding);

// x: {batch, channels, height, width}, to {batch, channels, ...}.
Value Pooling(NetworkBuilder& builder, absl::string_view name, Value x,
              PoolingKind kind, const PoolingGeometry& geometry);

// x: {batch, channels, height, width}, to {batch, channels, 1, 1}: the average
// of all pixels.
Value GlobalAveragePool(NetworkBuilder& builder, absl::string_view name,
                        Value x);

}  // namespace feluda

#endif  // LIB_NETWORKS_LAYERS_POOLING_H_
