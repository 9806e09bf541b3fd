// Multiplies transformed values by transformed taps, which is the bulk of a
// convolution by Winograd's algorithm, in the widest vectors that the processor
// has (chosen at run time, by Highway).
//
// Threads: any number may call.

#ifndef LIB_NETWORKS_WINOGRAD_WINOGRAD_PRODUCTS_H_
#define LIB_NETWORKS_WINOGRAD_WINOGRAD_PRODUCTS_H_

#include <cstddef>

#include "lib/networks/winograd/winograd_weights.h"

namespace feluda {

// Returns how many outputs are computed at once.
size_t WinogradPanel();

// A matrix for each of a tile's 16 or 36 products, each `stride` floats after
// the one before.
struct WinogradMatrices {
  float* values;
  size_t stride;
};

// The channels from `begin` on, `count` of them.
struct WinogradChannels {
  size_t begin;
  size_t count;
};

// Transforms the taps of these channels for the panel that begins at `output`.
// Each product's matrix has a row of PanelWidth() numbers for each channel.
void TransformTaps(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels,
                   const WinogradMatrices& taps);

// Multiplies these channels of the matrices `values`, which have `rows` rows,
// by the transformed taps. Adds the result to `products`, whose rows have
// PanelWidth() numbers; where the first channel is 0, overwrites them.
void MultiplyPanel(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels, size_t rows,
                   const WinogradMatrices& values, const WinogradMatrices& taps,
                   const WinogradMatrices& products);

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_WINOGRAD_PRODUCTS_H_
