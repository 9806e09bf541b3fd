#include "lib/networks/layers/plain/softmax.h"

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

TEST(SoftmaxTest, EachRowSumsToOne) {
  const auto network = NetworkOf(
      {{2, 3}}, [](NetworkBuilder& builder, absl::Span<const Value> x) {
        return Softmax(builder, "s", x[0]);
      });
  ExpectOutput(*network, {Tensor::Owned({2, 3}, {0, 0, 0, 1, 2, 3})},
               Tensor::Owned({2, 3}, {1.0f / 3, 1.0f / 3, 1.0f / 3, 0.0900306f,
                                      0.2447285f, 0.6652410f}));
}

// exp(1000) is beyond float32.
TEST(SoftmaxTest, LargeScoresDoNotOverflow) {
  const auto network = NetworkOf(
      {{1, 2}}, [](NetworkBuilder& builder, absl::Span<const Value> x) {
        return Softmax(builder, "s", x[0]);
      });
  ExpectOutput(*network, {Tensor::Owned({1, 2}, {1000, -1000})},
               Tensor::Owned({1, 2}, {1, 0}));
}

}  // namespace
}  // namespace feluda
