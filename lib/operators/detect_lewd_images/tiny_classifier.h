// The smallest classifier, for tests: its three outputs, `means`, are the means
// of the channels of an image.

#ifndef LIB_OPERATORS_DETECT_LEWD_IMAGES_TINY_CLASSIFIER_H_
#define LIB_OPERATORS_DETECT_LEWD_IMAGES_TINY_CLASSIFIER_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"

namespace feluda {

// Writes an ONNX file that takes {1, 3, side, side}.
absl::Status WriteTinyClassifier(const std::string& path, int64_t side);

// Writes the same classifier in float16 throughout.
absl::Status WriteTinyFloat16Classifier(const std::string& path, int64_t side);

}  // namespace feluda

#endif  // LIB_OPERATORS_DETECT_LEWD_IMAGES_TINY_CLASSIFIER_H_
