// Writes made-up weights for a model without a list of its tensors: the model
// is built once, and the tensors that it asks for are recorded.
//
//   absl::Status status = WriteSeededModel(path, [](const Weights& weights) {
//     return BuildResNet(ResNet18(), weights, {1, 3, 224, 298}).status();
//   });
//
// The values are those of SeededLikeTorch(). Threads: any number. Cost:
// building the model once, with zeros for all weights, and writing the file.

#ifndef LIB_OPERATORS_MODELS_SEEDED_MODEL_H_
#define LIB_OPERATORS_MODELS_SEEDED_MODEL_H_

#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "lib/networks/weights.h"

namespace feluda {

// Errors are those of `build` and WriteSeededWeights().
absl::Status WriteSeededModel(
    const std::string& path,
    absl::FunctionRef<absl::Status(const Weights& weights)> build);

}  // namespace feluda

#endif  // LIB_OPERATORS_MODELS_SEEDED_MODEL_H_
