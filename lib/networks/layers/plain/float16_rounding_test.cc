#include "lib/networks/layers/plain/float16_rounding.h"

#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/convolution.h"
#include "lib/networks/layers/layer_testing.h"
#include "lib/networks/weights/half_floats.h"

namespace feluda {
namespace {

Tensor Rounded(const Tensor& x) {
  std::vector<float> values(x.values().size());
  RoundToFloat16(x.values(), values.data());
  return Tensor::Owned(x.shape(), std::move(values));
}

// More than one block for each of several threads, and an odd rest.
TEST(Float16RoundingTest, RoundsEachValue) {
  const Shape shape = {3, 7, 41, 59};
  const auto network = NetworkOf(
      {shape},
      [](NetworkBuilder& builder, absl::Span<const Value> x) {
        return Float16Rounding(builder, "r", x[0]);
      },
      /*threads=*/2);
  const Tensor x = RandomTensor(shape, 1);
  ExpectOutput(*network, {x}, Rounded(x), /*tolerance=*/0);
}

// The convolution chooses a layout of its own, in which channels are padded.
TEST(Float16RoundingTest, RoundsInAnyLayout) {
  const Tensor weights = RandomTensor({5, 3, 3, 3}, 2);
  const Tensor x = RandomTensor({1, 3, 9, 9}, 3);
  const auto output = [&](bool rounds) {
    const auto network =
        NetworkOf({{1, 3, 9, 9}},
                  [&](NetworkBuilder& builder, absl::Span<const Value> v) {
                    ConvolutionParameters parameters;
                    parameters.weights = weights;
                    const Value y = Convolution(builder, "c", v[0], parameters);
                    return rounds ? Float16Rounding(builder, "r", y) : y;
                  });
    return *network->Run(x);
  };
  ExpectNear(output(true), Rounded(output(false)), /*tolerance=*/0);
}

}  // namespace
}  // namespace feluda
