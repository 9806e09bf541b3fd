#include "lib/operators/detect_lewd_images/tiny_classifier.h"

#include "lib/networks/onnx/format/onnx_writer.h"
#include "lib/networks/tensor.h"

namespace feluda {
namespace {

OnnxGraph TinyClassifier(int64_t side, const std::string& kernel) {
  OnnxGraph graph;
  graph.inputs = {{"image", {1, 3, side, side}}};
  graph.outputs = {{"means", {1, 3}}};
  // A convolution that changes nothing, since a network has weights.
  graph.initializers = {OnnxFloats(
      "kernel", Tensor::Owned({3, 3, 1, 1}, {1, 0, 0, 0, 1, 0, 0, 0, 1}))};
  graph.nodes = {
      {"Conv", {"image", kernel}, {"same"}, {}, ""},
      {"GlobalAveragePool", {"same"}, {"pooled"}, {}, ""},
      {"Flatten", {"pooled"}, {"means"}, {{"axis", int64_t{1}}}, ""}};
  return graph;
}

}  // namespace

absl::Status WriteTinyClassifier(const std::string& path, int64_t side) {
  return WriteOnnx(path, TinyClassifier(side, "kernel"));
}

absl::Status WriteTinyFloat16Classifier(const std::string& path, int64_t side) {
  constexpr int64_t kFloat16 = 10;  // ONNX's number of it
  OnnxGraph graph = TinyClassifier(side, "half_kernel");
  graph.is_float16 = true;
  graph.nodes.insert(
      graph.nodes.begin(),
      {"Cast", {"kernel"}, {"half_kernel"}, {{"to", kFloat16}}, ""});
  return WriteOnnx(path, graph);
}

}  // namespace feluda
