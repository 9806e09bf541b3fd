// Constants that the parts of Winograd's algorithm share.

#ifndef LIB_NETWORKS_WINOGRAD_CONSTANTS_H_
#define LIB_NETWORKS_WINOGRAD_CONSTANTS_H_

#include <cstddef>

namespace feluda {

// Channels and outputs are multiples of this: the longest vector that is used.
constexpr size_t kWinogradLanes = 16;

// The points of the tiles of 4 x 4; see tile_transforms-inl.h. Both are exact
// in float32, and so are their squares.
constexpr float kWinogradA = 0.625f;
constexpr float kWinogradB = 1.5f;

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_CONSTANTS_H_
