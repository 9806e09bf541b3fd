// Products of transformed values and transformed taps, the bulk of a
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

// A matrix for each product of a tile, 16 or 36, each `stride` floats after the
// one before.
struct WinogradMatrices {
  float* values;
  size_t stride;
};

// Some of the channels: from `begin` on, `count` of them.
struct WinogradChannels {
  size_t begin;
  size_t count;
};

// Transforms the taps of these channels and of the panel that begins at
// `output`: for each product a matrix of a row for each channel, of
// PanelWidth() numbers.
void TransformTaps(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels,
                   const WinogradMatrices& taps);

// Multiplies these channels of each of the matrices `values`, of `rows` rows,
// with the transformed taps. Adds that to the products, whose rows have
// PanelWidth() numbers, or begins them where the first channel is 0.
void MultiplyPanel(const WinogradWeights& weights, size_t output,
                   const WinogradChannels& channels, size_t rows,
                   const WinogradMatrices& values, const WinogradMatrices& taps,
                   const WinogradMatrices& products);

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_WINOGRAD_PRODUCTS_H_
