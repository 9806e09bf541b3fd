#include "lib/networks/models/clip_projection.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/networks/layers/inner_product.h"

namespace feluda {
namespace {

// REQUIRES: a matrix.
Tensor Transposed(const Tensor& matrix) {
  const int64_t rows = matrix.shape()[0];
  const int64_t columns = matrix.shape()[1];
  std::vector<float> values(rows * columns);
  for (int64_t i = 0; i < rows; ++i) {
    for (int64_t j = 0; j < columns; ++j) {
      values[j * rows + i] = matrix.values()[i * columns + j];
    }
  }
  return Tensor::Owned({columns, rows}, std::move(values));
}

}  // namespace

absl::StatusOr<int64_t> ClipFeatures(const Weights& weights,
                                     const ClipTowerNames& names,
                                     const std::string& name, int64_t width) {
  const auto shape = ShapeWithDimensions(weights, name, 2);
  if (!shape.ok()) return shape.status();
  const size_t outer = names.split_attention ? 0 : 1;
  if ((*shape)[1 - outer] == width) return (*shape)[outer];
  return absl::InvalidArgumentError(
      absl::StrCat("tensor \"", name, "\": expected ",
                   names.split_attention ? absl::StrCat("?x", width)
                                         : absl::StrCat(width, "x?"),
                   ", found ", ShapeText(*shape)));
}

Value ClipProjection(NetworkBuilder& builder, const Weights& weights,
                     const ClipTowerNames& names, const std::string& name,
                     const Shape& shape, Value x) {
  InnerProductParameters parameters;
  if (names.split_attention) {
    parameters.weights = builder.Load(weights, name, shape);
  } else {
    parameters.weights = builder.Load(weights, name, {shape[1], shape[0]});
    if (!builder.status().ok()) return {};
    parameters.weights = Transposed(parameters.weights);
  }
  return InnerProduct(builder, name, x, std::move(parameters));
}

}  // namespace feluda
