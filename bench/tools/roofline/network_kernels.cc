#include "bench/tools/roofline/network_kernels.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <numeric>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "bench/tools/roofline/normals.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/graph/network_builder.h"
#include "lib/networks/layers/convolution.h"
#include "lib/networks/layers/inner_product.h"
#include "lib/networks/layers/pooling.h"
#include "lib/networks/layers/transformer/attention.h"
#include "lib/networks/models/resnet.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights/seeded_weights.h"

namespace feluda {
namespace {

// Weights of any name and shape.
class MadeUpWeights : public Weights {
 public:
  bool Has(absl::string_view) const override { return true; }
  absl::StatusOr<Shape> ShapeOf(absl::string_view name) const override {
    return absl::UnimplementedError(name);
  }
  absl::StatusOr<Tensor> Get(absl::string_view name,
                             const Shape& expected) const override {
    return SeededWeights(7, {SeededLikeTorch(std::string(name), expected)})
        .Get(name, expected);
  }
};

using AddLayer = std::function<Value(NetworkBuilder&, Value)>;

Tensor MadeUp(const Shape& shape, uint64_t seed) {
  return Tensor::Owned(shape, Normals(ElementCount(shape), seed));
}

// A network of some layers. What is read once and what is written once come
// from a cache that holds all of it.
Kernel LayerKernel(std::string name, const Shape& input, double multiply_adds,
                   size_t weights, size_t outputs, AddLayer add) {
  Kernel kernel;
  kernel.name = std::move(name);
  kernel.multiply_adds = multiply_adds;
  const size_t bytes =
      (ElementCount(input) + weights + outputs) * sizeof(float);
  kernel.read_bytes = static_cast<double>(bytes);
  kernel.working_set = bytes;
  kernel.make = [input, add = std::move(add)]() -> KernelCall {
    NetworkBuilder builder;
    const Value x = builder.Input(input);
    // The shapes fit.
    std::shared_ptr<Network> network = *builder.Build({add(builder, x)});
    return [network, pixels = MadeUp(input, 6)] { (void)network->Run(pixels); };
  };
  return kernel;
}

// Layers one after the other, and the means of their outputs, as in a whole
// network: oneDNN has its own order of an image's numbers, into which it brings
// them once, and out of which the means need not be brought. A window of 3 x 3
// is counted as it is defined; Winograd's method makes do with fewer
// multiply-adds.
Kernel ConvolutionKernel(std::string name, int64_t channels, int64_t groups,
                         int64_t window, int64_t side) {
  constexpr int kLayers = 16;
  const Shape shape = {channels, channels / groups, window, window};
  const int64_t weights = kLayers * ElementCount(shape);
  return LayerKernel(
      std::move(name), {1, channels, side, side},
      static_cast<double>(weights * side * side), weights,
      kLayers * channels * side * side, [=](NetworkBuilder& builder, Value x) {
        for (int layer = 0; layer < kLayers; ++layer) {
          ConvolutionParameters parameters;
          parameters.weights = MadeUp(shape, 7);
          parameters.geometry = Window(/*stride=*/1, /*padding=*/window / 2);
          parameters.groups = groups;
          x = Convolution(builder, "layer", x, std::move(parameters));
        }
        return GlobalAveragePool(builder, "means", x);
      });
}

// The first matrix of a block's perceptron in CLIP's ViT-B/32.
Kernel InnerProductKernel(int64_t tokens, int64_t inputs, int64_t outputs) {
  return LayerKernel(
      "inner product, 50 tokens of 768 to 3072 (CLIP)", {1, tokens, inputs},
      static_cast<double>(tokens * inputs * outputs), inputs * outputs,
      tokens * outputs, [=](NetworkBuilder& builder, Value x) {
        InnerProductParameters parameters;
        parameters.weights = MadeUp({outputs, inputs}, 7);
        return InnerProduct(builder, "layer", x, std::move(parameters));
      });
}

// Each token's product with each other one, and as much for the sum of values.
Kernel AttentionKernel(int64_t tokens, int64_t width, int64_t heads) {
  return LayerKernel("attention, 50 tokens of 768 in 12 heads (CLIP)",
                     {1, tokens, 3 * width},
                     static_cast<double>(2 * tokens * tokens * width), 0,
                     tokens * width, [=](NetworkBuilder& builder, Value x) {
                       return Attention(builder, "layer", x, {heads, false});
                     });
}

// The multiply-adds of its convolutions as they are defined; Winograd's method
// makes do with fewer, so more than the whole limit can be reached.
Kernel ResNetKernel() {
  constexpr int64_t kSide = 224;
  Kernel kernel;
  kernel.name = "ResNet-18, one image of 224 x 224";
  kernel.multiply_adds = 1.8136e9;
  kernel.read_bytes = 11.2e6 * sizeof(float);
  kernel.working_set = 45 << 20;
  kernel.make = []() -> KernelCall {
    auto made = BuildResNet(ResNet18(), MadeUpWeights(), {1, 3, kSide, kSide});
    // Weights of every shape are there.
    std::shared_ptr<Network> network = *std::move(made);
    return [network, pixels = Normals(3 * kSide * kSide, 6)] {
      (void)network->Run(Tensor::Borrowed({1, 3, kSide, kSide}, pixels));
    };
  };
  return kernel;
}

}  // namespace

std::vector<Kernel> NetworkKernels() {
  return {ConvolutionKernel("convolution 3 x 3, 64 channels of 56 x 56", 64, 1,
                            3, 56),
          ConvolutionKernel("convolution 1 x 1, 256 channels of 30 x 30", 256,
                            1, 1, 30),
          ConvolutionKernel("depthwise 3 x 3, 512 channels of 30 x 30", 512,
                            512, 3, 30),
          InnerProductKernel(50, 768, 3072),
          AttentionKernel(50, 768, 12),
          ResNetKernel()};
}

}  // namespace feluda
