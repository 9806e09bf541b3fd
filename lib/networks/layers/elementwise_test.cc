#include "lib/networks/layers/elementwise.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

TEST(ActivateTest, ComputesEachFunction) {
  using Kind = Activation::Kind;
  const Tensor x = RandomTensor({3, 1001}, 1);
  for (const Activation& activation :
       {Activation::Relu(), Activation{Kind::kRelu, 0.1f},
        Activation{Kind::kClip, -0.5f, 0.25f}, Activation::Silu(),
        Activation::QuickGelu(), Activation::Gelu(), Activation::Sigmoid(),
        Activation{Kind::kTanh}, Activation{Kind::kElu, 0.7f},
        Activation{Kind::kHardSwish}, Activation{Kind::kLinear, 4, -2}}) {
    SCOPED_TRACE(static_cast<int>(activation.kind));
    const auto network =
        NetworkOf({x.shape()}, [&](NetworkBuilder& builder, auto inputs) {
          return Activate(builder, "act", inputs[0], activation);
        });
    ASSERT_NE(network, nullptr);
    ExpectOutput(*network, {x}, PlainActivation(x, activation));
  }
}

Tensor Combined(const Tensor& a, const Tensor& b, BinaryKind kind) {
  const int64_t pixels = a.shape()[2] * a.shape()[3];
  const bool scalars = b.shape()[2] == 1;
  std::vector<float> values;
  for (size_t i = 0; i < a.values().size(); ++i) {
    const float x = a.values()[i];
    const float y = b.values()[scalars ? i / pixels : i];
    values.push_back(kind == BinaryKind::kAdd        ? x + y
                     : kind == BinaryKind::kSubtract ? x - y
                     : kind == BinaryKind::kMultiply ? x * y
                     : kind == BinaryKind::kDivide   ? x / y
                     : kind == BinaryKind::kMinimum  ? std::min(x, y)
                                                     : std::max(x, y));
  }
  return Tensor::Owned(a.shape(), std::move(values));
}

TEST(BinaryTest, CombinesEqualShapesAndScalesChannels) {
  const Tensor a = RandomTensor({2, 19, 5, 7}, 1);
  for (const Shape& shape : {a.shape(), Shape{2, 19, 1, 1}}) {
    const Tensor b = RandomTensor(shape, 2);
    for (const BinaryKind kind :
         {BinaryKind::kAdd, BinaryKind::kSubtract, BinaryKind::kMultiply,
          BinaryKind::kMinimum, BinaryKind::kMaximum}) {
      SCOPED_TRACE(ShapeText(shape) + " " +
                   std::to_string(static_cast<int>(kind)));
      const auto network = NetworkOf(
          {a.shape(), shape}, [&](NetworkBuilder& builder, auto inputs) {
            return Binary(builder, "op", inputs[0], inputs[1], kind);
          });
      ASSERT_NE(network, nullptr);
      ExpectOutput(*network, {a, b}, Combined(a, b, kind));
    }
  }
}

TEST(BinaryTest, NamesTheLayerAndBothShapesInErrors) {
  NetworkBuilder builder;
  const Value a = builder.Input({1, 8, 5, 5});
  const Value b = builder.Input({1, 4, 1, 1});
  Binary(builder, "scale", a, b, BinaryKind::kMultiply);
  EXPECT_EQ(builder.status().message(),
            "scale: its second input should have the shape 1x8x5x5 or sizes of "
            "1 in it, but has 1x4x1x1");
}

}  // namespace
}  // namespace feluda
