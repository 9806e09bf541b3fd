#include "lib/networks/layers/plain/transposition.h"

#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

std::unique_ptr<Network> NetworkOfOrder(const std::vector<size_t>& order) {
  return NetworkOf({{2, 1, 3}},
                   [&](NetworkBuilder& builder, absl::Span<const Value> x) {
                     return Transposition(builder, "t", x[0], order);
                   });
}

TEST(TranspositionTest, DimensionsChangePlaces) {
  const Tensor x = Tensor::Owned({2, 1, 3}, {1, 2, 3, 4, 5, 6});
  ExpectOutput(*NetworkOfOrder({2, 0, 1}), {x},
               Tensor::Owned({3, 2, 1}, {1, 4, 2, 5, 3, 6}));
  ExpectNear(Transposed(x, {2, 0, 1}),
             Tensor::Owned({3, 2, 1}, {1, 4, 2, 5, 3, 6}));
  ExpectNear(Transposed(Transposed(x, {2, 0, 1}), {1, 2, 0}), x);
}

TEST(TranspositionTest, WhatIsNoOrderIsRefused) {
  for (const std::vector<size_t>& order :
       {std::vector<size_t>{0, 1}, {0, 1, 1}, {0, 1, 3}, {0, 1, 2, 3}}) {
    NetworkBuilder builder;
    Transposition(builder, "t", builder.Input({2, 1, 3}), order);
    EXPECT_EQ(builder.status().code(), absl::StatusCode::kInvalidArgument);
  }
}

}  // namespace
}  // namespace feluda
