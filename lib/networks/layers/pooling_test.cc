#include "lib/networks/layers/pooling.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"

namespace feluda {
namespace {

struct Case {
  std::string name;
  Shape input;
  Shape output;
  PoolingKind kind;
  PoolingGeometry geometry;
};

// Pools the window that begins at {y, x} in the channel `pixels`.
float PlainWindow(const Case& test, const float* pixels, int64_t y, int64_t x) {
  const int64_t height = test.input[2];
  const int64_t width = test.input[3];
  std::vector<double> seen;
  for (int64_t i = std::max<int64_t>(y, 0);
       i < std::min(height, y + test.geometry.window[0]); ++i) {
    for (int64_t j = std::max<int64_t>(x, 0);
         j < std::min(width, x + test.geometry.window[1]); ++j) {
      seen.push_back(pixels[i * width + j]);
    }
  }
  if (test.kind == PoolingKind::kMaximum) {
    return static_cast<float>(*std::max_element(seen.begin(), seen.end()));
  }
  double sum = 0;
  for (const double value : seen) sum += value;
  const int64_t all = test.geometry.window[0] * test.geometry.window[1];
  const bool padded = test.kind == PoolingKind::kAverageWithPadding;
  return static_cast<float>(
      sum / static_cast<double>(padded ? all : int64_t(seen.size())));
}

Tensor PlainPooling(const Case& test, const Tensor& x) {
  std::vector<float> values;
  const int64_t images = test.input[0] * test.input[1];
  for (int64_t n = 0; n < images; ++n) {
    const float* pixels = x.data() + n * test.input[2] * test.input[3];
    for (int64_t i = 0; i < test.output[2]; ++i) {
      for (int64_t j = 0; j < test.output[3]; ++j) {
        values.push_back(PlainWindow(
            test, pixels,
            i * test.geometry.strides[0] - test.geometry.pad_before[0],
            j * test.geometry.strides[1] - test.geometry.pad_before[1]));
      }
    }
  }
  return Tensor::Owned(test.output, std::move(values));
}

TEST(PoolingTest, AgreesWithPlainLoops) {
  const PoolingGeometry lopsided{{3, 2}, {2, 1}, {0, 1}, {1, 0}};
  for (const Case& test : {Case{"resnet",
                                {2, 64, 13, 15},
                                {2, 64, 7, 8},
                                PoolingKind::kMaximum,
                                PoolingWindow(3, 2, 1)},
                           Case{"odd channels",
                                {1, 5, 6, 7},
                                {1, 5, 3, 3},
                                PoolingKind::kMaximum,
                                PoolingWindow(2, 2, 0)},
                           Case{"average",
                                {1, 16, 8, 9},
                                {1, 16, 4, 5},
                                PoolingKind::kAverage,
                                PoolingWindow(3, 2, 1)},
                           Case{"average with padding",
                                {1, 16, 8, 9},
                                {1, 16, 4, 5},
                                PoolingKind::kAverageWithPadding,
                                PoolingWindow(3, 2, 1)},
                           Case{"lopsided",
                                {1, 8, 6, 7},
                                {1, 8, 3, 7},
                                PoolingKind::kAverage,
                                lopsided}}) {
    SCOPED_TRACE(test.name);
    const Tensor x = RandomTensor(test.input, 1);
    const auto network =
        NetworkOf({test.input}, [&](NetworkBuilder& builder, auto inputs) {
          return Pooling(builder, "pool", inputs[0], test.kind, test.geometry);
        });
    ASSERT_NE(network, nullptr);
    ExpectOutput(*network, {x}, PlainPooling(test, x));
  }
}

TEST(PoolingTest, AveragesAllPixelsOfAnySize) {
  const auto network =
      NetworkOf({{1, 32, 7, 7}}, [&](NetworkBuilder& builder, auto inputs) {
        return GlobalAveragePool(builder, "pool", inputs[0]);
      });
  ASSERT_NE(network, nullptr);
  for (const Shape& shape :
       {Shape{1, 32, 7, 7}, {2, 32, 5, 9}, {1, 32, 1, 1}}) {
    const Tensor x = RandomTensor(shape, 1);
    PoolingGeometry all;
    all.window = {shape[2], shape[3]};
    const Shape output = {shape[0], shape[1], 1, 1};
    ExpectOutput(
        *network, {x},
        PlainPooling({"", shape, output, PoolingKind::kAverage, all}, x));
  }
}

TEST(PoolingTest, NamesTheLayerInErrors) {
  NetworkBuilder builder;
  const Value x = builder.Input({1, 8, 2, 9});
  Pooling(builder, "pool", x, PoolingKind::kMaximum, PoolingWindow(3, 1, 0));
  EXPECT_EQ(builder.status().message(),
            "pool: its input 1x8x2x9 with its padding is smaller than its "
            "window of 3x3");
}

}  // namespace
}  // namespace feluda
