#include "lib/networks/onnx/opencv_network.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/exceptions.h"
#include "opencv2/core.hpp"
#include "opencv2/core/utils/logger.hpp"
#include "opencv2/dnn.hpp"

namespace feluda {
namespace {

namespace logging = cv::utils::logging;

// OpenCV prints what it then throws as well, which the status has.
class QuietLog {
 public:
  QuietLog() : before_(logging::setLogLevel(logging::LOG_LEVEL_SILENT)) {}
  ~QuietLog() { logging::setLogLevel(before_); }

 private:
  const logging::LogLevel before_;
};

std::vector<int> SizesOf(const Shape& shape) {
  return std::vector<int>(shape.begin(), shape.end());
}

Tensor ToTensor(const cv::Mat& mat) {
  const Shape shape(mat.size.p, mat.size.p + mat.dims);
  const float* const values = mat.ptr<float>();
  return Tensor::Owned(shape, std::vector<float>(values, values + mat.total()));
}

absl::Status WithPath(const std::string& path, const absl::Status& status) {
  return absl::Status(status.code(),
                      absl::StrCat(path, ": OpenCV DNN: ", status.message()));
}

}  // namespace

struct OpenCvNetwork::Insides {
  cv::dnn::Net net;
  std::vector<std::string> outputs;
  int threads = 1;
};

OpenCvNetwork::OpenCvNetwork(std::string path, std::unique_ptr<Insides> insides)
    : path_(std::move(path)), insides_(std::move(insides)) {}

OpenCvNetwork::~OpenCvNetwork() = default;

absl::StatusOr<std::unique_ptr<OpenCvNetwork>> OpenCvNetwork::Load(
    const std::string& path, int threads) {
  auto insides = std::make_unique<Insides>();
  insides->threads = threads;
  const QuietLog quiet;
  const absl::Status status = ExceptionsToStatus([&]() -> absl::Status {
    insides->net = cv::dnn::readNetFromONNX(path);
    insides->net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
    insides->outputs = insides->net.getUnconnectedOutLayersNames();
    return absl::OkStatus();
  });
  if (!status.ok()) return WithPath(path, status);
  return std::unique_ptr<OpenCvNetwork>(
      new OpenCvNetwork(path, std::move(insides)));
}

absl::StatusOr<std::vector<Tensor>> OpenCvNetwork::Run(const Tensor& input) {
  const QuietLog quiet;
  std::vector<Tensor> outputs;
  const absl::Status status = ExceptionsToStatus([&]() -> absl::Status {
    cv::setNumThreads(insides_->threads);
    // OpenCV only reads what it is given.
    const cv::Mat blob(SizesOf(input.shape()), CV_32F,
                       const_cast<float*>(input.data()));
    insides_->net.setInput(blob);
    std::vector<cv::Mat> mats;
    insides_->net.forward(mats, insides_->outputs);
    for (const cv::Mat& mat : mats) {
      if (mat.type() != CV_32F || !mat.isContinuous()) {
        return absl::UnimplementedError("an output that is not of float32");
      }
      outputs.push_back(ToTensor(mat));
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return WithPath(path_, status);
  return outputs;
}

}  // namespace feluda
