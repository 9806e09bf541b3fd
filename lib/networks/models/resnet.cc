#include "lib/networks/models/resnet.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/layers/batch_normalization.h"
#include "lib/networks/layers/convolution.h"
#include "lib/networks/layers/pooling.h"
#include "lib/networks/layers/reshape.h"

namespace feluda {
namespace {

class ResNetBuilder {
 public:
  ResNetBuilder(NetworkBuilder& builder, const Weights& weights)
      : builder_(builder), weights_(weights) {}

  // A convolution of size x size with its normalization.
  Value Normalized(const std::string& name, const std::string& normalization,
                   Value x, int64_t inputs, int64_t outputs, int64_t size,
                   int64_t stride, const Activation& activation,
                   Value residual = {}) {
    ConvolutionParameters parameters = FoldedConvolution(
        builder_, weights_, name, normalization, {outputs, inputs, size, size});
    parameters.geometry = Window(stride, size / 2);
    parameters.activation = activation;
    parameters.residual = residual;
    return Convolution(builder_, name, x, std::move(parameters));
  }

  // Two convolutions of 3x3 and what goes around them.
  Value BasicBlock(const std::string& name, Value x, int64_t inputs,
                   int64_t outputs, int64_t stride) {
    Value shortcut = x;
    if (stride != 1 || inputs != outputs) {
      shortcut = Normalized(absl::StrCat(name, ".downsample.0"),
                            absl::StrCat(name, ".downsample.1"), x, inputs,
                            outputs, 1, stride, Activation::None());
    }
    x = Normalized(absl::StrCat(name, ".conv1"), absl::StrCat(name, ".bn1"), x,
                   inputs, outputs, 3, stride, Activation::Relu());
    return Normalized(absl::StrCat(name, ".conv2"), absl::StrCat(name, ".bn2"),
                      x, outputs, outputs, 3, 1, Activation::Relu(), shortcut);
  }

 private:
  NetworkBuilder& builder_;
  const Weights& weights_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Network>> BuildResNet(
    const ResNetOptions& resnet, const Weights& weights, const Shape& input,
    const NetworkOptions& options) {
  NetworkBuilder builder(options);
  ResNetBuilder layers(builder, weights);
  int64_t channels = resnet.stem_channels;
  Value x = builder.Input(input);
  x = layers.Normalized("conv1", "bn1", x, 3, channels, 7, 2,
                        Activation::Relu());
  x = Pooling(builder, "maxpool", x, PoolingKind::kMaximum,
              PoolingWindow(3, 2, 1));
  for (size_t i = 0; i < resnet.stages.size(); ++i) {
    const ResNetStage& stage = resnet.stages[i];
    for (int64_t block = 0; block < stage.blocks; ++block) {
      const int64_t stride = i > 0 && block == 0 ? 2 : 1;
      x = layers.BasicBlock(absl::StrCat("layer", i + 1, ".", block), x,
                            channels, stage.channels, stride);
      channels = stage.channels;
    }
  }
  x = GlobalAveragePool(builder, "avgpool", x);
  return builder.Build({Reshape(builder, "flatten", x, {0, channels})});
}

}  // namespace feluda
