// Weights made up from a seed, for users without a model: the architecture and
// its cost are the true ones, but the output means nothing.
//
//   const std::vector<SeededTensor> tensors = {
//       HeNormal("conv1.weight", {64, 3, 7, 7}),
//       {"bn1.weight", {64}, /*mean=*/1, /*deviation=*/0.02f}};
//   SeededWeights weights(/*seed=*/42, tensors);
//   weights.Get("conv1.weight", {64, 3, 7, 7});  // makes the tensor
//   // Or makes all of them once, as a file:
//   WriteSeededWeights("model.safetensors", 42, tensors);
//
// The values are the same on every machine (lib/data/random.h), and those of a
// tensor depend on the seed, its name, mean and deviation alone. Generating and
// writing take about 2 seconds for 600 MB.
//
// Threads: any number.

#ifndef LIB_NETWORKS_WEIGHTS_SEEDED_WEIGHTS_H_
#define LIB_NETWORKS_WEIGHTS_SEEDED_WEIGHTS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights.h"

namespace feluda {

// A tensor of normal numbers.
struct SeededTensor {
  std::string name;
  Shape shape;
  float mean = 0;
  float deviation = 0;
};

// The initialisation of He et al. ("Delving deep into rectifiers", 2015) for a
// kernel {outputs, inputs, ...}: a deviation of sqrt(2 / n), where n is the
// size of the kernel for one output. With it rectified activations neither grow
// nor vanish with depth.
SeededTensor HeNormal(std::string name, Shape shape);

// Returns an initialisation that keeps the activations of a deep network in
// bounds. What the tensor is follows from its shape and its name in torch:
//   *running_var, *norm*.weight, *ln*.weight, *bn*.weight and other weights of
//     one dimension: about 1
//   *.bias, *running_mean: about 0
//   logit_scale: ln(100), CLIP's largest
//   *embedding*: deviation 0.02
//   matrices (transformers, classifiers): deviation sqrt(1 / inputs)
//   kernels of convolutions: HeNormal()
SeededTensor SeededLikeTorch(std::string name, Shape shape);

class SeededWeights : public Weights {
 public:
  SeededWeights(uint64_t seed, std::vector<SeededTensor> tensors);

  bool Has(absl::string_view name) const override;
  absl::StatusOr<Tensor> Get(absl::string_view name,
                             const Shape& expected) const override;
  absl::StatusOr<Shape> ShapeOf(absl::string_view name) const override;

 private:
  const uint64_t seed_;
  std::map<std::string, SeededTensor, std::less<>> tensors_;
};

// Writes the tensors as a safetensors file, whole or not at all, in a few
// megabytes of memory. Its metadata says {"weights": "synthetic"}.
absl::Status WriteSeededWeights(const std::string& path, uint64_t seed,
                                const std::vector<SeededTensor>& tensors);

// Fills `values` with the values of the tensor from index `first` on.
// REQUIRES: first is a multiple of kSeededBlock.
constexpr int64_t kSeededBlock = 1 << 16;
void FillSeeded(uint64_t seed, const SeededTensor& tensor, int64_t first,
                absl::Span<float> values);

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_SEEDED_WEIGHTS_H_
