// Runs an ONNX file by OpenCV's module for networks (DNN), for graphs that our
// layers do not cover. It takes longer, but knows more operations.
//
//   auto network = OpenCvNetwork::Load("detector.onnx", /*threads=*/1);
//   absl::StatusOr<std::vector<Tensor>> outputs = (*network)->Run(input);
//
// OpenCV has one setting of threads for the whole process, which Run() sets.
//
// Threads: one at a time.

#ifndef LIB_NETWORKS_ONNX_OPENCV_NETWORK_H_
#define LIB_NETWORKS_ONNX_OPENCV_NETWORK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/networks/tensor.h"

namespace feluda {

class OpenCvNetwork {
 public:
  // Errors begin with the path and have what OpenCV says.
  // REQUIRES: threads > 0.
  static absl::StatusOr<std::unique_ptr<OpenCvNetwork>> Load(
      const std::string& path, int threads);

  ~OpenCvNetwork();

  // Returns the outputs, in OpenCV's order.
  absl::StatusOr<std::vector<Tensor>> Run(const Tensor& input);

 private:
  struct Insides;
  OpenCvNetwork(std::string path, std::unique_ptr<Insides> insides);

  const std::string path_;
  const std::unique_ptr<Insides> insides_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_ONNX_OPENCV_NETWORK_H_
