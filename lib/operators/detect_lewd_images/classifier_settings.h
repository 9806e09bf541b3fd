// The small JSON file beside a model: how a classifier of images wants its
// input, and how its output is read.
//
//   {"input_size": 224, "resize": "crop", "mean": [0.485, 0.456, 0.406],
//    "deviation": [0.229, 0.224, 0.225], "divisor": 255, "classes": [1],
//    "activation": "softmax"}
//
// A missing key has the value for Bumble's private detector, which is Feluda's
// model. docs/models.md has them all. Threads: any number.

#ifndef LIB_OPERATORS_DETECT_LEWD_IMAGES_CLASSIFIER_SETTINGS_H_
#define LIB_OPERATORS_DETECT_LEWD_IMAGES_CLASSIFIER_SETTINGS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/media/image/model_input/pixel_values.h"
#include "lib/media/image/model_input/resampling_weights.h"

namespace feluda {

struct ClassifierSettings {
  enum class Resizing {
    // "pad": as large as fits into the square, with `padding` around it.
    kPad,
    // "crop": as small as covers the square; what is outside is cut off.
    kCrop,
    // "stretch": to the square, whatever the aspect.
    kStretch,
  };
  // Whether channels come before rows ("nchw", torch's) or after columns
  // ("nhwc", TensorFlow's); "auto" tells by the model's input.
  enum class Layout { kAuto, kPlanes, kInterleaved };
  enum class Activation { kNone, kSigmoid, kSoftmax };

  // `input_size`, 16 to 2048: pixels of a side.
  int input_size = 480;
  Resizing resizing = Resizing::kPad;             // `resize`
  ResizeFilter filter = ResizeFilter::kBilinear;  // `filter`
  uint8_t padding = 128;                          // `padding`
  // `divisor`, `mean`, `deviation`.
  PixelScaling scaling = PixelScaling::Centered();
  Layout layout = Layout::kAuto;  // `layout`
  // `output`: the output's name; empty for the only one, or the first.
  std::string output;
  // `classes`: the indices in the output whose values add up to the
  // probability.
  std::vector<size_t> classes = {0};
  // `activation`: what turns the output into probabilities.
  Activation activation = Activation::kNone;
};

// Parses the settings. Errors begin with `name`, and tell the key, what is
// allowed and what was found. An unknown key is an error.
absl::StatusOr<ClassifierSettings> ParseClassifierSettings(
    absl::string_view json, const std::string& name);

// Reads a file; returns the defaults if there is none.
absl::StatusOr<ClassifierSettings> ReadClassifierSettings(
    const std::string& path);

// Returns the sum of the classes' probabilities; NaN if a class is beyond the
// output.
float ProbabilityOf(const ClassifierSettings& settings,
                    const std::vector<float>& output);

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_LEWD_IMAGES_CLASSIFIER_SETTINGS_H_
