#include "lib/networks/onnx/onnx_network.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "lib/networks/onnx/format/onnx_model.h"

namespace feluda {

absl::StatusOr<std::unique_ptr<OnnxNetwork>> OnnxNetwork::Load(
    const std::string& path, const ImportOptions& options) {
  absl::StatusOr<OnnxModel> model = ReadOnnxModel(path);
  if (!model.ok()) return model.status();
  absl::StatusOr<ImportedNetwork> imported = ImportOnnx(*model, options);
  if (imported.ok()) {
    std::unique_ptr<OnnxNetwork> network(
        new OnnxNetwork("oneDNN", imported->input));
    network->network_ = std::move(imported->network);
    return network;
  }
  if (!absl::IsUnimplemented(imported.status())) return imported.status();
  const absl::StatusOr<OnnxValueInfo> input = OnnxInput(*model, options);
  if (!input.ok()) return imported.status();
  auto opencv =
      OpenCvNetwork::Load(path, input->shape, options.network.threads);
  if (!opencv.ok()) {
    return absl::UnimplementedError(absl::StrCat(
        imported.status().message(), "; ", opencv.status().message()));
  }
  const absl::string_view reason =
      absl::StripPrefix(imported.status().message(), absl::StrCat(path, ": "));
  std::unique_ptr<OnnxNetwork> network(
      new OnnxNetwork(absl::StrCat("OpenCV DNN, for ", reason), input->shape));
  network->opencv_ = *std::move(opencv);
  return network;
}

absl::StatusOr<std::vector<Tensor>> OnnxNetwork::Run(const Tensor& input) {
  if (network_ == nullptr) return opencv_->Run(input);
  return network_->Run(absl::MakeConstSpan(&input, 1));
}

}  // namespace feluda
