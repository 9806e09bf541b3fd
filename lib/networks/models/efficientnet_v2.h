// EfficientNetV2 (Tan and Le, "EfficientNetV2: Smaller Models and Faster
// Training", 2021) as an ONNX file with weights from a seed, for users without
// the model of detect_lewd_images. Its architecture and cost are the true ones;
// its output means nothing.
//
//   absl::Status status = WriteSeededEfficientNetV2(
//       "efficientnet_v2_s.onnx", EfficientNetV2Small(), /*seed=*/42);
//
// Another model of the family is another table of stages. Parameters have
// torchvision's names and number.

#ifndef LIB_NETWORKS_MODELS_EFFICIENTNET_V2_H_
#define LIB_NETWORKS_MODELS_EFFICIENTNET_V2_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "lib/networks/onnx/format/onnx_writer.h"

namespace feluda {

// A row of the paper's table 4. All kernels are 3 x 3.
struct EfficientNetV2Stage {
  // Fused-MBConv: one convolution in the place of an expansion and a depthwise
  // one, and no squeeze-and-excitation.
  bool fused;
  int64_t expansion;
  int64_t stride;
  int64_t channels;
  int64_t layers;
};

struct EfficientNetV2Config {
  int64_t image_size;
  int64_t stem_channels;
  std::vector<EfficientNetV2Stage> stages;
  int64_t head_channels;
  int64_t classes;
};

// EfficientNetV2-S for images of 480 x 480, as Bumble's private detector has
// it, with two classes.
EfficientNetV2Config EfficientNetV2Small();

// Returns the graph from `image`, {1, 3, size, size}, to `probabilities`, {1,
// classes}. Its weights are made from `seed` when it is written.
//
// The deviations are chosen so that activations neither vanish nor grow from
// layer to layer, and the output depends on the image. Normalizations before a
// sum with a block's input have a gamma near 0.2: with 1, the values after
// forty sums are so large that rounding alone changes the output.
OnnxGraph SeededEfficientNetV2(const EfficientNetV2Config& config,
                               uint64_t seed);

// Writes the graph, whole or not at all, in a few megabytes of memory.
absl::Status WriteSeededEfficientNetV2(const std::string& path,
                                       const EfficientNetV2Config& config,
                                       uint64_t seed);

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_EFFICIENTNET_V2_H_
