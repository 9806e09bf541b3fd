#include "lib/networks/onnx/onnx_network.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "lib/networks/onnx/float16_layers.h"
#include "lib/networks/onnx/onnx_input.h"
#include "lib/networks/weights/half_floats.h"

namespace feluda {

namespace {

Tensor Float16Of(const Tensor& x) {
  std::vector<float> values(x.values().size());
  RoundToFloat16(x.values(), values.data());
  return Tensor::Owned(x.shape(), std::move(values));
}

std::string EngineText(absl::string_view engine, bool widens_float16) {
  return absl::StrCat(engine,
                      widens_float16 ? ", float16 computed as float32" : "");
}

}  // namespace

absl::StatusOr<std::unique_ptr<OnnxNetwork>> OnnxNetwork::Load(
    const std::string& path, const ImportOptions& options) {
  absl::StatusOr<OnnxModel> model = ReadOnnxModel(path);
  if (!model.ok()) return model.status();
  absl::StatusOr<ImportedNetwork> imported = ImportOnnx(*model, options);
  if (!imported.ok()) {
    if (!absl::IsUnimplemented(imported.status())) return imported.status();
    return LoadOpenCv(*model, options, imported.status());
  }
  std::unique_ptr<OnnxNetwork> network(new OnnxNetwork(
      path, EngineText("oneDNN", imported->widens_float16), imported->input));
  network->network_ = std::move(imported->network);
  return network;
}

absl::StatusOr<std::unique_ptr<OnnxNetwork>> OnnxNetwork::LoadOpenCv(
    const OnnxModel& model, const ImportOptions& options,
    const absl::Status& why) {
  const absl::StatusOr<OnnxValueInfo> input = OnnxInput(model, options.input);
  if (!input.ok()) return why;
  auto opencv = OpenCvNetwork::Load(model.path, options.network.threads);
  if (!opencv.ok()) {
    return absl::UnimplementedError(
        absl::StrCat(why.message(), "; ", opencv.status().message()));
  }
  const absl::string_view reason =
      absl::StripPrefix(why.message(), absl::StrCat(model.path, ": "));
  // It leaves casts to float16 out.
  const bool widens = ComputesInFloat16(model) || CastsToFloat16(model);
  std::unique_ptr<OnnxNetwork> network(new OnnxNetwork(
      model.path, EngineText(absl::StrCat("OpenCV DNN, for ", reason), widens),
      input->shape));
  network->opencv_ = *std::move(opencv);
  network->rounds_input_ = input->type == onnx_types::kFloat16;
  for (const OnnxValueInfo& output : model.outputs) {
    network->rounds_outputs_.push_back(output.type == onnx_types::kFloat16);
  }
  return network;
}

// The batch may differ. Other sizes may not, as what the graph computes of them
// was computed when it was loaded.
absl::Status OnnxNetwork::CheckInput(const Shape& shape) const {
  const bool fits =
      shape.size() == input_shape_.size() && !shape.empty() &&
      std::equal(shape.begin() + 1, shape.end(), input_shape_.begin() + 1);
  if (fits) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(path_, ": expected an input of ", ShapeText(input_shape_),
                   ", found ", ShapeText(shape)));
}

absl::StatusOr<std::vector<Tensor>> OnnxNetwork::Run(const Tensor& input) {
  absl::Status status = CheckInput(input.shape());
  if (!status.ok()) return status;
  if (network_ == nullptr) return RunOpenCv(input);
  return network_->Run(absl::MakeConstSpan(&input, 1));
}

absl::StatusOr<std::vector<Tensor>> OnnxNetwork::RunOpenCv(
    const Tensor& input) {
  auto outputs = opencv_->Run(rounds_input_ ? Float16Of(input) : input);
  if (!outputs.ok()) return outputs.status();
  const size_t count = std::min(outputs->size(), rounds_outputs_.size());
  for (size_t i = 0; i < count; ++i) {
    if (rounds_outputs_[i]) (*outputs)[i] = Float16Of((*outputs)[i]);
  }
  return outputs;
}

}  // namespace feluda
