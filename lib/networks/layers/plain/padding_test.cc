#include "lib/networks/layers/plain/padding.h"

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

TEST(PaddingTest, EachSideHasItsBorder) {
  const auto network = NetworkOf(
      {{1, 2, 1, 2}}, [](NetworkBuilder& builder, absl::Span<const Value> x) {
        return Padding(builder, "p", x[0], {1, 0}, {0, 2}, 9);
      });
  ExpectOutput(*network, {Tensor::Owned({1, 2, 1, 2}, {1, 2, 3, 4})},
               Tensor::Owned({1, 2, 2, 4}, {9, 9, 9, 9, 1, 2, 9, 9,  //
                                            9, 9, 9, 9, 3, 4, 9, 9}));
}

TEST(PaddingTest, WhatIsNoImageIsRefused) {
  NetworkBuilder builder;
  Padding(builder, "p", builder.Input({2, 3}), {1, 1}, {1, 1});
  EXPECT_EQ(builder.status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace feluda
