#include "lib/networks/models/efficientnet_v2.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/networks/weights/seeded_weights.h"

namespace feluda {
namespace {

using Ints = std::vector<int64_t>;

// What a convolution has after it.
struct Tail {
  float gamma = 1;
  bool silu = true;
};

constexpr Tail kActivated = {1, true};
constexpr Tail kProjection = {0.2f, false};

// How many parts of its block's input a squeeze keeps.
constexpr int64_t kSqueeze = 4;

// Adds nodes and weights to a graph. Each function returns the name of what it
// computes.
class GraphWriter {
 public:
  GraphWriter(uint64_t seed, OnnxGraph& graph) : seed_(seed), graph_(graph) {}

  // A convolution without bias and a normalization. `name` is of both, in
  // torchvision's way: name.0 and name.1.
  std::string Convolution(const std::string& x, const std::string& name,
                          const Shape& weights, int64_t stride, int64_t groups,
                          const Tail& tail) {
    const int64_t pad = weights[2] / 2;
    const std::string convolution = absl::StrCat(name, ".0");
    Add(HeNormal(absl::StrCat(convolution, ".weight"), weights));
    Node("Conv", {x, absl::StrCat(convolution, ".weight")}, convolution,
         {{"kernel_shape", Ints{weights[2], weights[3]}},
          {"strides", Ints{stride, stride}},
          {"pads", Ints{pad, pad, pad, pad}},
          {"group", groups}});
    const std::string normalized = absl::StrCat(name, ".1");
    Normalize(convolution, normalized, weights[0], tail.gamma);
    return tail.silu ? Silu(normalized) : normalized;
  }

  // Scales each channel by what all channels say of it.
  std::string SqueezeAndExcite(const std::string& x, const std::string& name,
                               int64_t channels, int64_t squeezed) {
    const std::string mean = absl::StrCat(name, ".avgpool");
    Node("GlobalAveragePool", {x}, mean);
    const std::string squeeze =
        Pointwise(mean, absl::StrCat(name, ".fc1"), channels, squeezed);
    const std::string excite = Pointwise(
        Silu(squeeze), absl::StrCat(name, ".fc2"), squeezed, channels);
    const std::string gate = absl::StrCat(name, ".gate");
    Node("Sigmoid", {excite}, gate);
    return Node("Mul", {x, gate}, absl::StrCat(name, ".product"));
  }

  std::string Sum(const std::string& a, const std::string& b,
                  const std::string& name) {
    return Node("Add", {a, b}, absl::StrCat(name, ".sum"));
  }

  void Classify(const std::string& x, int64_t channels, int64_t classes) {
    Node("GlobalAveragePool", {x}, "avgpool");
    Node("Flatten", {"avgpool"}, "flatten");
    Add({"classifier.1.weight",
         {classes, channels},
         0,
         static_cast<float>(std::sqrt(1.0 / channels))});
    Add({"classifier.1.bias", {classes}, 0, 0.02f});
    Node("Gemm", {"flatten", "classifier.1.weight", "classifier.1.bias"},
         "classifier", {{"transB", int64_t{1}}});
    Node("Softmax", {"classifier"}, "probabilities", {{"axis", int64_t{1}}});
  }

 private:
  std::string Node(std::string operation, std::vector<std::string> inputs,
                   const std::string& output,
                   std::vector<OnnxWrittenAttribute> attributes = {}) {
    graph_.nodes.push_back({std::move(operation),
                            std::move(inputs),
                            {output},
                            std::move(attributes),
                            ""});
    return output;
  }

  void Add(SeededTensor tensor) {
    std::string name = tensor.name;
    Shape shape = tensor.shape;
    auto fill = [seed = seed_, tensor = std::move(tensor)](
                    int64_t first, absl::Span<float> values) {
      FillSeeded(seed, tensor, first, values);
    };
    graph_.initializers.push_back(
        {std::move(name), std::move(shape), std::move(fill), {}});
  }

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
      Add({inputs.back(), {channels}, mean, /*deviation=*/0.02f});
    }
    Node("BatchNormalization", std::move(inputs), name, {{"epsilon", 1e-3f}});
  }

  std::string Silu(const std::string& x) {
    const std::string gate = absl::StrCat(x, ".sigmoid");
    Node("Sigmoid", {x}, gate);
    return Node("Mul", {x, gate}, absl::StrCat(x, ".silu"));
  }

  // A convolution of one pixel, with a bias.
  std::string Pointwise(const std::string& x, const std::string& name,
                        int64_t inputs, int64_t outputs) {
    const std::string weight = absl::StrCat(name, ".weight");
    const std::string bias = absl::StrCat(name, ".bias");
    Add(HeNormal(weight, {outputs, inputs, 1, 1}));
    Add({bias, {outputs}, 0, 0.02f});
    return Node("Conv", {x, weight, bias}, name,
                {{"kernel_shape", Ints{1, 1}}});
  }

  const uint64_t seed_;
  OnnxGraph& graph_;
};

// One block of a stage.
struct Block {
  std::string name;
  int64_t inputs;
  int64_t outputs;
  int64_t expansion;
  int64_t stride;
};

std::string FusedMBConv(GraphWriter& writer, const std::string& x,
                        const Block& block) {
  const int64_t wide = block.inputs * block.expansion;
  const std::string first = absl::StrCat(block.name, ".0");
  if (block.expansion == 1) {
    return writer.Convolution(x, first, {block.outputs, block.inputs, 3, 3},
                              block.stride, 1, kActivated);
  }
  const std::string expanded = writer.Convolution(
      x, first, {wide, block.inputs, 3, 3}, block.stride, 1, kActivated);
  return writer.Convolution(expanded, absl::StrCat(block.name, ".1"),
                            {block.outputs, wide, 1, 1}, 1, 1, kProjection);
}

std::string MBConv(GraphWriter& writer, const std::string& x,
                   const Block& block) {
  const int64_t wide = block.inputs * block.expansion;
  const std::string expanded =
      writer.Convolution(x, absl::StrCat(block.name, ".0"),
                         {wide, block.inputs, 1, 1}, 1, 1, kActivated);
  const std::string filtered = writer.Convolution(
      expanded, absl::StrCat(block.name, ".1"), {wide, 1, 3, 3}, block.stride,
      /*groups=*/wide, kActivated);
  const std::string scaled =
      writer.SqueezeAndExcite(filtered, absl::StrCat(block.name, ".2"), wide,
                              std::max<int64_t>(1, block.inputs / kSqueeze));
  return writer.Convolution(scaled, absl::StrCat(block.name, ".3"),
                            {block.outputs, wide, 1, 1}, 1, 1, kProjection);
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
    const bool is_residual = block.stride == 1 && block.inputs == block.outputs;
    x = is_residual ? writer.Sum(y, x, block.name) : y;
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
                                     2, 1, kActivated);
  for (size_t i = 0; i < config.stages.size(); ++i) {
    x = Stage(writer, x, absl::StrCat("features.", i + 1), config.stages[i],
              channels);
  }
  x = writer.Convolution(x, absl::StrCat("features.", config.stages.size() + 1),
                         {config.head_channels, channels, 1, 1}, 1, 1,
                         kActivated);
  writer.Classify(x, config.head_channels, config.classes);
  return graph;
}

absl::Status WriteSeededEfficientNetV2(const std::string& path,
                                       const EfficientNetV2Config& config,
                                       uint64_t seed) {
  return WriteOnnx(path, SeededEfficientNetV2(config, seed));
}

}  // namespace feluda
