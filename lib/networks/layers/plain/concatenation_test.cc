#include "lib/networks/layers/plain/concatenation.h"

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

TEST(ConcatenationTest, PartsFollowOneAnother) {
  const auto network = NetworkOf(
      {{2, 1}, {2, 2}}, [](NetworkBuilder& builder, absl::Span<const Value> x) {
        return Concatenation(builder, "c", {x[0], x[1], x[0]}, 1);
      });
  ExpectOutput(
      *network,
      {Tensor::Owned({2, 1}, {1, 2}), Tensor::Owned({2, 2}, {3, 4, 5, 6})},
      Tensor::Owned({2, 4}, {1, 3, 4, 1, 2, 5, 6, 2}));
}

TEST(ConcatenationTest, ShapesThatDoNotFitAreNamed) {
  NetworkBuilder builder;
  const Value a = builder.Input({2, 1});
  const Value b = builder.Input({3, 1});
  Concatenation(builder, "c", {a, b}, 1);
  EXPECT_EQ(builder.status().message(),
            "c: 2x1 and 3x1 cannot be joined along dimension 1");
}

TEST(ConcatenationTest, DimensionThatIsNoneIsRefused) {
  NetworkBuilder builder;
  Concatenation(builder, "c", {builder.Input({2, 1})}, 2);
  EXPECT_EQ(builder.status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace feluda
