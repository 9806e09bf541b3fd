#include "lib/networks/layers/plain/constant.h"

#include "gtest/gtest.h"
#include "lib/networks/layers/elementwise.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

TEST(ConstantTest, IsTheSameInEachRun) {
  const auto network = NetworkOf(
      {{1, 2}}, [](NetworkBuilder& builder, absl::Span<const Value> x) {
        const Value table =
            Constant(builder, "table", Tensor::Owned({1, 2}, {10, 20}));
        return Binary(builder, "sum", x[0], table, BinaryKind::kAdd);
      });
  for (int run = 0; run < 2; ++run) {
    ExpectOutput(*network, {Tensor::Owned({1, 2}, {1, 2})},
                 Tensor::Owned({1, 2}, {11, 22}));
  }
}

}  // namespace
}  // namespace feluda
