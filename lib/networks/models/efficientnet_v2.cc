#include "lib/networks/models/efficientnet_v2.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/networks/models/seeded_graph.h"
#include "lib/networks/weights/seeded_weights.h"

namespace feluda {
namespace {

using Ints = std::vector<int64_t>;

// What comes before and after a convolution.
struct Surroundings {
  // One over the mean square of its inputs, if they were normal numbers before
  // their activation. Weights of variance gain / inputs then give normal
  // numbers again, so that no layer fades or swells what the image says.
  float gain;
  // The mean of the normalization's gamma.
  float gamma;
  bool silu;
};

constexpr float kGainOfSum = 1;
constexpr float kGainOfSilu = 2.8f;              // E[silu(x)^2] = 0.356
constexpr float kGainOfGated = 4 * kGainOfSilu;  // gates are near 1/2

constexpr Surroundings kAfterSum = {kGainOfSum, 1, /*silu=*/true};
constexpr Surroundings kAfterSilu = {kGainOfSilu, 1, /*silu=*/true};

// The projection that ends a block, which a sum with the block's input follows
// or not.
Surroundings Projection(float gain, bool is_residual) {
  return {gain, is_residual ? 0.2f : 1.0f, /*silu=*/false};
}

// How many parts of its block's input a squeeze keeps.
constexpr int64_t kSqueeze = 4;

// Adds nodes and weights to a graph. Each function returns the name of what it
// computes.
class GraphWriter {
 public:
  GraphWriter(uint64_t seed, OnnxGraph& graph) : graph_(seed, graph) {}

  // A convolution without bias and a normalization. `name` is of both, in
  // torchvision's way: name.0 and name.1.
  std::string Convolution(const std::string& x, const std::string& name,
                          const Shape& weights, int64_t stride, int64_t groups,
                          const Surroundings& around) {
    const int64_t pad = weights[2] / 2;
    const std::string convolution = absl::StrCat(name, ".0");
    const double inputs = weights[1] * weights[2] * weights[3];
    graph_.Add({absl::StrCat(convolution, ".weight"), weights, /*mean=*/0,
                static_cast<float>(std::sqrt(around.gain / inputs))});
    graph_.Node("Conv", {x, absl::StrCat(convolution, ".weight")}, convolution,
                {{"kernel_shape", Ints{weights[2], weights[3]}},
                 {"strides", Ints{stride, stride}},
                 {"pads", Ints{pad, pad, pad, pad}},
                 {"group", groups}});
    const std::string normalized = absl::StrCat(name, ".1");
    Normalize(convolution, normalized, weights[0], around.gamma);
    return around.silu ? Silu(normalized) : normalized;
  }

  // Scales each channel by what all channels say of it.
  std::string SqueezeAndExcite(const std::string& x, const std::string& name,
                               int64_t channels, int64_t squeezed) {
    const std::string mean = absl::StrCat(name, ".avgpool");
    graph_.Node("GlobalAveragePool", {x}, mean);
    const std::string squeeze =
        Pointwise(mean, absl::StrCat(name, ".fc1"), channels, squeezed);
    const std::string excite = Pointwise(
        Silu(squeeze), absl::StrCat(name, ".fc2"), squeezed, channels);
    const std::string gate = absl::StrCat(name, ".gate");
    graph_.Node("Sigmoid", {excite}, gate);
    return graph_.Node("Mul", {x, gate}, absl::StrCat(name, ".product"));
  }

  std::string Sum(const std::string& a, const std::string& b,
                  const std::string& name) {
    return graph_.Node("Add", {a, b}, absl::StrCat(name, ".sum"));
  }

  void Classify(const std::string& x, int64_t channels, int64_t classes) {
    graph_.Node("GlobalAveragePool", {x}, "avgpool");
    graph_.Node("Flatten", {"avgpool"}, "flatten");
    graph_.Add({"classifier.1.weight",
                {classes, channels},
                0,
                static_cast<float>(std::sqrt(16.0 / channels))});
    graph_.Add({"classifier.1.bias", {classes}, 0, 0.02f});
    graph_.Node("Gemm", {"flatten", "classifier.1.weight", "classifier.1.bias"},
                "classifier", {{"transB", int64_t{1}}});
    graph_.Node("Softmax", {"classifier"}, "probabilities",
                {{"axis", int64_t{1}}});
  }

 private:
  void Normalize(const std::string& x, const std::string& name,
                 int64_t channels, float gamma) {
    std::vector<std::string> inputs = {x};
    const std::pair<absl::string_view, float> parts[] = {
        {".weight", gamma},
        {".bias", 0.0f},
        {".running_mean", 0.0f},
        {".running_var", 1.0f}};
    for (const auto& [part, mean] : parts) {
      inputs.push_back(absl::StrCat(name, part));
      graph_.Add({inputs.back(), {channels}, mean, /*deviation=*/0.02f});
    }
    graph_.Node("BatchNormalization", std::move(inputs), name,
                {{"epsilon", 1e-3f}});
  }

  std::string Silu(const std::string& x) {
    const std::string gate = absl::StrCat(x, ".sigmoid");
    graph_.Node("Sigmoid", {x}, gate);
    return graph_.Node("Mul", {x, gate}, absl::StrCat(x, ".silu"));
  }

  // A convolution of one pixel, with a bias.
  std::string Pointwise(const std::string& x, const std::string& name,
                        int64_t inputs, int64_t outputs) {
    const std::string weight = absl::StrCat(name, ".weight");
    const std::string bias = absl::StrCat(name, ".bias");
    graph_.Add(HeNormal(weight, {outputs, inputs, 1, 1}));
    graph_.Add({bias, {outputs}, 0, 0.02f});
    return graph_.Node("Conv", {x, weight, bias}, name,
                       {{"kernel_shape", Ints{1, 1}}});
  }

  SeededGraph graph_;
};

// One block of a stage.
struct Block {
  std::string name;
  int64_t inputs;
  int64_t outputs;
  int64_t expansion;
  int64_t stride;

  bool IsResidual() const { return stride == 1 && inputs == outputs; }
};

std::string FusedMBConv(GraphWriter& writer, const std::string& x,
                        const Block& block) {
  const int64_t wide = block.inputs * block.expansion;
  const std::string first = absl::StrCat(block.name, ".0");
  if (block.expansion == 1) {
    return writer.Convolution(x, first, {block.outputs, block.inputs, 3, 3},
                              block.stride, 1, kAfterSum);
  }
  const std::string expanded = writer.Convolution(
      x, first, {wide, block.inputs, 3, 3}, block.stride, 1, kAfterSum);
  return writer.Convolution(expanded, absl::StrCat(block.name, ".1"),
                            {block.outputs, wide, 1, 1}, 1, 1,
                            Projection(kGainOfSilu, block.IsResidual()));
}

std::string MBConv(GraphWriter& writer, const std::string& x,
                   const Block& block) {
  const int64_t wide = block.inputs * block.expansion;
  const std::string expanded =
      writer.Convolution(x, absl::StrCat(block.name, ".0"),
                         {wide, block.inputs, 1, 1}, 1, 1, kAfterSum);
  const std::string filtered = writer.Convolution(
      expanded, absl::StrCat(block.name, ".1"), {wide, 1, 3, 3}, block.stride,
      /*groups=*/wide, kAfterSilu);
  const std::string scaled =
      writer.SqueezeAndExcite(filtered, absl::StrCat(block.name, ".2"), wide,
                              std::max<int64_t>(1, block.inputs / kSqueeze));
  return writer.Convolution(scaled, absl::StrCat(block.name, ".3"),
                            {block.outputs, wide, 1, 1}, 1, 1,
                            Projection(kGainOfGated, block.IsResidual()));
}

// The blocks of a stage; `channels` is of x, and then of what is returned.
std::string Stage(GraphWriter& writer, std::string x, const std::string& name,
                  const EfficientNetV2Stage& stage, int64_t& channels) {
  for (int64_t i = 0; i < stage.layers; ++i) {
    const Block block = {absl::StrCat(name, ".", i, ".block"), channels,
                         stage.channels, stage.expansion,
                         i == 0 ? stage.stride : 1};
    const std::string y =
        stage.fused ? FusedMBConv(writer, x, block) : MBConv(writer, x, block);
    x = block.IsResidual() ? writer.Sum(y, x, block.name) : y;
    channels = stage.channels;
  }
  return x;
}

}  // namespace

EfficientNetV2Config EfficientNetV2Small() {
  EfficientNetV2Config config;
  config.image_size = 480;
  config.stem_channels = 24;
  config.stages = {
      {/*fused=*/true, /*expansion=*/1, /*stride=*/1, /*channels=*/24,
       /*layers=*/2},
      {true, 4, 2, 48, 4},
      {true, 4, 2, 64, 4},
      {false, 4, 2, 128, 6},
      {false, 6, 1, 160, 9},
      {false, 6, 2, 256, 15},
  };
  config.head_channels = 1280;
  config.classes = 2;
  return config;
}

OnnxGraph SeededEfficientNetV2(const EfficientNetV2Config& config,
                               uint64_t seed) {
  OnnxGraph graph;
  graph.inputs = {{"image", {1, 3, config.image_size, config.image_size}}};
  graph.outputs = {{"probabilities", {1, config.classes}}};
  GraphWriter writer(seed, graph);
  int64_t channels = config.stem_channels;
  std::string x = writer.Convolution("image", "features.0", {channels, 3, 3, 3},
                                     2, 1, kAfterSum);
  for (size_t i = 0; i < config.stages.size(); ++i) {
    x = Stage(writer, x, absl::StrCat("features.", i + 1), config.stages[i],
              channels);
  }
  x = writer.Convolution(x, absl::StrCat("features.", config.stages.size() + 1),
                         {config.head_channels, channels, 1, 1}, 1, 1,
                         kAfterSum);
  writer.Classify(x, config.head_channels, config.classes);
  return graph;
}

absl::Status WriteSeededEfficientNetV2(const std::string& path,
                                       const EfficientNetV2Config& config,
                                       uint64_t seed) {
  return WriteOnnx(path, SeededEfficientNetV2(config, seed));
}

}  // namespace feluda
