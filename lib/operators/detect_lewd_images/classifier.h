// A classifier of images in an ONNX file, with the settings beside it: image
// in, probability out.
//
//   auto classifier =
//       Classifier::Load("models/lewd_images.onnx", /*threads=*/1);
//   if (!classifier.ok()) return classifier.status();
//   absl::StatusOr<float> probability = (*classifier)->Probability(image);
//
// Threads: one at a time. Memory: that of the network, and the image at the
// size that the network takes.

#ifndef LIB_OPERATORS_DETECT_LEWD_IMAGES_CLASSIFIER_H_
#define LIB_OPERATORS_DETECT_LEWD_IMAGES_CLASSIFIER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/media/image/image.h"
#include "lib/networks/onnx/format/onnx_model.h"
#include "lib/networks/onnx/onnx_network.h"
#include "lib/networks/tensor.h"
#include "lib/operators/detect_lewd_images/classifier_settings.h"

namespace feluda {

// Returns the image as the settings want it: resized, and cut or padded to a
// square. Errors are Resize()'s.
absl::StatusOr<Image> Square(const Image& image,
                             const ClassifierSettings& settings);

// The shape in which a model takes the square, and whether its channels come
// last: {1, 3, side, side}, {1, side, side, 3}, or {1, 3 * side * side} for a
// model that takes a row of numbers.
struct ClassifierInput {
  Shape shape;
  bool is_interleaved = false;
};

// Finds out how a model takes the square. Sizes that it leaves open fit any
// side. Error: InvalidArgument, with the shapes expected and found, for a model
// that takes something else; it begins with the model's path.
absl::StatusOr<ClassifierInput> ClassifierInputOf(
    const OnnxModel& model, const ClassifierSettings& settings);

class Classifier {
 public:
  // Reads the model, and the settings in the file of the same name with the
  // ending .json, if there is one. Errors name the file.
  static absl::StatusOr<std::unique_ptr<Classifier>> Load(
      const std::string& path, int threads);

  // Returns the sum of the probabilities of the settings' `classes`. Error:
  // InvalidArgument if one of these is beyond the output.
  absl::StatusOr<float> Probability(const Image& image);

  // What runs the network (onnx_network.h).
  const std::string& engine() const { return network_->engine(); }
  const ClassifierSettings& settings() const { return settings_; }

 private:
  Classifier(ClassifierSettings settings, ClassifierInput input, size_t output,
             std::unique_ptr<OnnxNetwork> network)
      : settings_(std::move(settings)),
        input_(std::move(input)),
        output_(output),
        network_(std::move(network)) {}

  const ClassifierSettings settings_;
  const ClassifierInput input_;
  // The index of the output that has the probabilities.
  const size_t output_;
  const std::unique_ptr<OnnxNetwork> network_;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_LEWD_IMAGES_CLASSIFIER_H_
