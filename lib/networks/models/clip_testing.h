// What the tests of CLIP's towers share: the small models of
// testdata/make_clip_reference.py, and weights with one tensor changed.

#ifndef LIB_NETWORKS_MODELS_CLIP_TESTING_H_
#define LIB_NETWORKS_MODELS_CLIP_TESTING_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"
#include "nlohmann/json.hpp"

namespace feluda {

// Read what make_clip_reference.py wrote by a name such as "clip_openai".
std::unique_ptr<Weights> ClipReferenceWeights(const std::string& name);
nlohmann::json ClipReference(const std::string& name);

// Expects the features to equal the rows of the reference, within 1e-4.
void ExpectFeatures(const absl::StatusOr<Tensor>& found,
                    const nlohmann::json& rows);

// Weights without the tensor `name`, or with another shape of it.
class ChangedWeights : public Weights {
 public:
  ChangedWeights(const Weights& weights, std::string name)
      : weights_(weights), name_(std::move(name)) {}
  ChangedWeights(const Weights& weights, std::string name, Shape shape)
      : weights_(weights), name_(std::move(name)), shape_(std::move(shape)) {}

  bool Has(absl::string_view name) const override;
  absl::StatusOr<Tensor> Get(absl::string_view name,
                             const Shape& expected) const override;
  absl::StatusOr<Shape> ShapeOf(absl::string_view name) const override;

 private:
  const Weights& weights_;
  const std::string name_;
  // Empty if the tensor is missing.
  const Shape shape_;
};

}  // namespace feluda

#endif  // LIB_NETWORKS_MODELS_CLIP_TESTING_H_
