// An ONNX file that is ready to run, by the engine that gives the right answer
// faster: our own layers on oneDNN where they cover the graph, else OpenCV DNN.
//
//   absl::StatusOr<std::unique_ptr<OnnxNetwork>> network =
//       OnnxNetwork::Load("classifier.onnx", {});
//   (*network)->input_shape();  // {1, 3, 480, 480}
//   (*network)->engine();       // "oneDNN"
//   absl::StatusOr<std::vector<Tensor>> outputs = (*network)->Run(image);
//
// The file comes from anyone. Our reader checks it before either engine does.
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_ONNX_ONNX_NETWORK_H_
#define LIB_NETWORKS_ONNX_ONNX_NETWORK_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/onnx/importer.h"
#include "lib/networks/onnx/opencv_network.h"
#include "lib/networks/tensor.h"

namespace feluda {

class OnnxNetwork {
 public:
  // Errors begin with the path. If both engines refuse the file, the error has
  // what each says.
  static absl::StatusOr<std::unique_ptr<OnnxNetwork>> Load(
      const std::string& path, const ImportOptions& options);

  // The shape of the input in the model's own order: {batch, channels, height,
  // width}, or {batch, height, width, channels} for most models from
  // TensorFlow.
  const Shape& input_shape() const { return input_shape_; }

  // Which engine runs the file, for reports: "oneDNN", or such as "OpenCV DNN,
  // for the operation Einsum (node \"attention\")". "float16 computed as
  // float32" follows if the file asks for layers of float16 (importer.h).
  const std::string& engine() const { return engine_; }

  // Returns the outputs of the graph, in its order. Inputs and outputs are
  // float32 here; those that are float16 in the file are rounded to it. The
  // batch may differ from that of input_shape(), if the graph allows it.
  absl::StatusOr<std::vector<Tensor>> Run(const Tensor& input);

 private:
  // `why` says why our layers do not run the model.
  static absl::StatusOr<std::unique_ptr<OnnxNetwork>> LoadOpenCv(
      const OnnxModel& model, const ImportOptions& options,
      const absl::Status& why);

  OnnxNetwork(std::string path, std::string engine, Shape input)
      : path_(std::move(path)),
        engine_(std::move(engine)),
        input_shape_(std::move(input)) {}

  absl::Status CheckInput(const Shape& shape) const;
  absl::StatusOr<std::vector<Tensor>> RunOpenCv(const Tensor& input);

  const std::string path_;
  const std::string engine_;
  const Shape input_shape_;
  // One of the two is null.
  std::unique_ptr<Network> network_;
  std::unique_ptr<OpenCvNetwork> opencv_;
  // Which of OpenCV's input and outputs are float16 in the file.
  bool rounds_input_ = false;
  std::vector<bool> rounds_outputs_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_ONNX_NETWORK_H_
