// Transforms the tiles of an image before the products of a convolution by
// Winograd's algorithm, and the products back into results, in the widest
// vectors that the processor has (chosen at run time, by Highway). Images have
// their channels last.
//
// Threads: any number may call.

#ifndef LIB_NETWORKS_WINOGRAD_WINOGRAD_TILES_H_
#define LIB_NETWORKS_WINOGRAD_WINOGRAD_TILES_H_

#include <cstddef>

#include "lib/networks/onednn/activation.h"
#include "lib/networks/winograd/winograd_products.h"

namespace feluda {

// Whether an activation is computed in the same pass: none, ReLU, clips and
// swish are.
inline bool IsWinogradActivation(const Activation& activation) {
  using Kind = Activation::Kind;
  return activation.kind == Kind::kNone || activation.kind == Kind::kClip ||
         activation.kind == Kind::kSwish ||
         (activation.kind == Kind::kRelu && activation.alpha == 0);
}

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

// Transforms the tile `tile` of the batch `source` into the row `row` of each
// of the matrices, whose rows have image.channels numbers. `zeros` has as many
// zeros, which stand for the padding.
void TransformValues(const WinogradTiles& tiles, const WinogradImage& image,
                     const float* source, const float* zeros, size_t tile,
                     size_t row, const WinogradMatrices& matrices);

// What is done with the results.
struct WinogradOutput {
  const float* bias;      // a number for each output, or null
  const float* residual;  // added, or null; may be `destination`
  Activation activation;  // IsWinogradActivation()
  float* destination;     // a batch of images
};

// Transforms the row `row` of the products back into the results of the tile
// `tile`, for the `panel_width` outputs from `output` on.
void TransformResults(const WinogradTiles& tiles, const WinogradImage& image,
                      const WinogradMatrices& products, size_t row, size_t tile,
                      size_t output, size_t panel_width,
                      const WinogradOutput& to);

}  // namespace feluda

#endif  // LIB_NETWORKS_WINOGRAD_WINOGRAD_TILES_H_
