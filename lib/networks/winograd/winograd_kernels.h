// The four parts of a convolution by Winograd's algorithm, in the widest
// vectors that the processor has (chosen at run time, by Highway). Images have
// their channels last.
//
// Threads: any number may call.

#ifndef LIB_NETWORKS_WINOGRAD_WINOGRAD_KERNELS_H_
#define LIB_NETWORKS_WINOGRAD_WINOGRAD_KERNELS_H_

#include <cstddef>

#include "lib/networks/onednn/activation.h"
#include "lib/networks/winograd/winograd_weights.h"

namespace feluda {

// Channels and outputs are multiples of this: the longest vector that is used.
constexpr size_t kWinogradLanes = 16;

// ReLU, clips and swish are computed in the same pass.
inline bool IsWinogradActivation(const Activation& activation) {
  using Kind = Activation::Kind;
  return activation.kind == Kind::kNone || activation.kind == Kind::kClip ||
         activation.kind == Kind::kSwish ||
         (activation.kind == Kind::kRelu && activation.alpha == 0);
}

// Returns how many outputs are computed at once.
size_t WinogradPanel();

// An image, or a batch of them, {batch, height, width, channels}.
struct WinogradImage {
  size_t height;
  size_t width;
  size_t channels;
};

// The tiles of results x results that cover a batch of outputs.
struct WinogradTiles {
  size_t results;  // 2 or 4
  size_t rows;     // of an image
  size_t columns;
  size_t pad_top;
  size_t pad_left;
};

// The transformed values of some tiles: for each product a matrix of a row for
// each tile. `stride` is the distance of the matrices, in floats.
struct WinogradMatrices {
  float* values;
  size_t stride;
};

// Transforms the tile `tile` of the batch `source` into the row `row` of each
// of the matrices, whose rows have source.channels numbers. `zeros` are as many
// zeros: they stand for the padding.
void TransformValues(const WinogradTiles& tiles, const WinogradImage& image,
                     const float* source, const float* zeros, size_t tile,
                     size_t row, const WinogradMatrices& matrices);

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

// What becomes of the results.
struct WinogradOutput {
  const float* bias;      // a number for each output, or null
  const float* residual;  // added, or null; may be `destination`
  Activation activation;  // IsWinogradActivation()
  float* destination;     // a batch of images
};

// Transforms the row `row` of the products back into results: the tile `tile`,
// outputs `output` and as many as the panel has.
void TransformResults(const WinogradTiles& tiles, const WinogradImage& image,
                      const WinogradMatrices& products, size_t row, size_t tile,
                      size_t output, size_t panel_width,
                      const WinogradOutput& to);

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_WINOGRAD_KERNELS_H_
