#include "lib/networks/onnx/onnx_network.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/onnx/onnx_input.h"

namespace feluda {

absl::StatusOr<std::unique_ptr<OnnxNetwork>> OnnxNetwork::Load(
    const std::string& path, const ImportOptions& options) {
  absl::StatusOr<OnnxModel> model = ReadOnnxModel(path);
  if (!model.ok()) return model.status();
  absl::StatusOr<ImportedNetwork> imported = ImportOnnx(*model, options);
  if (imported.ok()) {
    std::unique_ptr<OnnxNetwork> network(
        new OnnxNetwork(path, "oneDNN", imported->input));
    network->network_ = std::move(imported->network);
    return network;
  }
  if (!absl::IsUnimplemented(imported.status())) return imported.status();
  const absl::StatusOr<OnnxValueInfo> input = OnnxInput(*model, options.input);
  if (!input.ok()) return imported.status();
  auto opencv = OpenCvNetwork::Load(path, options.network.threads);
  if (!opencv.ok()) {
    return absl::UnimplementedError(absl::StrCat(
        imported.status().message(), "; ", opencv.status().message()));
  }
  const absl::string_view reason =
      absl::StripPrefix(imported.status().message(), absl::StrCat(path, ": "));
  std::unique_ptr<OnnxNetwork> network(new OnnxNetwork(
      path, absl::StrCat("OpenCV DNN, for ", reason), input->shape));
  network->opencv_ = *std::move(opencv);
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
  if (network_ == nullptr) return opencv_->Run(input);
  return network_->Run(absl::MakeConstSpan(&input, 1));
}

}  // namespace feluda
