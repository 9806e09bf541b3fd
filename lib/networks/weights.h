// The named tensors of a model, wherever they come from: a file, or a generator
// of seeded numbers.
//
//   absl::StatusOr<Tensor> kernel =
//       weights.Get("conv1.weight", {64, 3, 7, 7});
//
// A tensor is loaded when it is asked for. What it occupies (a widened copy, or
// the pages of a mapped file) is given back when the last copy of it is
// destroyed, so asking for one tensor after the other, and packing each, needs
// little more memory than the packed weights.
//
// Threads: any number may call.

#ifndef LIB_NETWORKS_WEIGHTS_H_
#define LIB_NETWORKS_WEIGHTS_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/networks/tensor.h"

namespace feluda {

class Weights {
 public:
  virtual ~Weights() = default;

  virtual bool Has(absl::string_view name) const = 0;

  // Returns the tensor as float32, whatever type it is stored in. Errors name
  // the file and the tensor: NotFoundError if it is missing, and
  // InvalidArgumentError, with both shapes, if its shape is not `expected`.
  virtual absl::StatusOr<Tensor> Get(absl::string_view name,
                                     const Shape& expected) const = 0;

  // Returns the tensor's shape, for models whose dimensions follow from it. The
  // error names the file and the tensor. Weights that are generated in whatever
  // shape is asked for do not override this.
  virtual absl::StatusOr<Shape> ShapeOf(absl::string_view name) const {
    return absl::FailedPreconditionError(
        absl::StrCat("these weights do not say the shape of \"", name,
                     "\"; say the model's dimensions"));
  }
};

}  // namespace feluda

#endif  // LIB_NETWORKS_WEIGHTS_H_
