// A 3x3 convolution with stride 1 by Winograd's algorithm: tiles of 4 x 4
// results take a quarter of the multiplications, tiles of 2 x 2 take 4 / 9 of
// them, at the price of additions before and after. That is 2 to 4 times as
// fast as a direct convolution, which does little but multiply.
//
// The relative error is about that of a direct convolution; see
// tile_transforms-inl.h.

#ifndef LIB_NETWORKS_WINOGRAD_WINOGRAD_H_
#define LIB_NETWORKS_WINOGRAD_WINOGRAD_H_

#include <cstddef>

#include "absl/types/span.h"
#include "lib/networks/layer.h"
#include "lib/networks/onednn/convolution.h"
#include "lib/networks/winograd/winograd_weights.h"

namespace feluda {

// Returns the size of the tiles, 2 or 4, that makes the convolution faster than
// a direct one for this source {batch, channels, height, width}; 0 if none
// does, or if the algorithm does not apply. `weights` are {outputs, channels /
// groups, height, width}.
size_t WinogradResults(const ConvolutionGeometry& geometry, int64_t groups,
                       const Activation& activation, const Shape& source,
                       const Shape& weights);

// Returns the step, as ConvolutionStep() does.
// REQUIRES: WinogradResults() is not 0 for some source with these weights.
Step WinogradStep(const ConvolutionGeometry& geometry, const Shape& source,
                  const Shape& destination, bool residual,
                  const Activation& activation, absl::Span<const float> bias,
                  const WinogradWeights& weights);

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_WINOGRAD_H_
