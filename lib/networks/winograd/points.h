// The points of the tiles of 4 x 4; see tile_transforms-inl.h. Both are exact
// in float32, and so are their squares.

#ifndef LIB_NETWORKS_WINOGRAD_POINTS_H_
#define LIB_NETWORKS_WINOGRAD_POINTS_H_

namespace feluda {

constexpr float kWinogradA = 0.625f;
constexpr float kWinogradB = 1.5f;

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_POINTS_H_
