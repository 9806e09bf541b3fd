#include "lib/networks/layers/transformer/attention.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/layers/layer_testing.h"
#include "lib/networks/tensor.h"

namespace feluda {
namespace {

// One row of one head, in double precision.
struct PlainRow {
  const Tensor& x;
  int64_t width, head_size, item, head, token;

  // `part` is 0 for queries, 1 for keys, 2 for values.
  double At(int64_t part, int64_t at_token, int64_t k) const {
    const int64_t row = item * x.shape()[1] + at_token;
    return x.values()[row * 3 * width + part * width + head * head_size + k];
  }

  std::vector<double> Weights(int64_t attended) const {
    std::vector<double> weights;
    for (int64_t other = 0; other < attended; ++other) {
      double score = 0;
      for (int64_t k = 0; k < head_size; ++k) {
        score += At(0, token, k) * At(1, other, k);
      }
      weights.push_back(score / std::sqrt(static_cast<double>(head_size)));
    }
    const double most = *std::max_element(weights.begin(), weights.end());
    double sum = 0;
    for (double& weight : weights) sum += weight = std::exp(weight - most);
    for (double& weight : weights) weight /= sum;
    return weights;
  }

  void Attend(int64_t attended, std::vector<float>& output) const {
    const std::vector<double> weights = Weights(attended);
    for (int64_t k = 0; k < head_size; ++k) {
      double sum = 0;
      for (int64_t other = 0; other < attended; ++other) {
        sum += weights[other] * At(2, other, k);
      }
      output.push_back(static_cast<float>(sum));
    }
  }
};

Tensor PlainAttention(const Tensor& x, int64_t heads, bool causal) {
  const int64_t tokens = x.shape()[1];
  const int64_t width = x.shape()[2] / 3;
  std::vector<float> output;
  for (int64_t item = 0; item < x.shape()[0]; ++item) {
    for (int64_t token = 0; token < tokens; ++token) {
      for (int64_t head = 0; head < heads; ++head) {
        PlainRow{x, width, width / heads, item, head, token}.Attend(
            causal ? token + 1 : tokens, output);
      }
    }
  }
  return Tensor::Owned({x.shape()[0], tokens, width}, std::move(output));
}

TEST(AttentionTest, AgreesWithPlainLoops) {
  const struct {
    const char* name;
    int64_t batch, tokens, heads, head_size;
  } kCases[] = {{"ViT-B/32", 2, 50, 3, 64}, {"text", 1, 77, 2, 64},
                {"one token", 2, 1, 2, 64}, {"a strip", 1, 6, 1, 64},
                {"a vector", 1, 16, 1, 16}, {"odd sizes", 2, 23, 3, 7},
                {"long", 1, 257, 1, 64},    {"one number", 1, 9, 2, 1}};
  for (const auto& test : kCases) {
    SCOPED_TRACE(test.name);
    const Shape shape = {test.batch, test.tokens,
                         3 * test.heads * test.head_size};
    const Tensor x = RandomTensor(shape, 1);
    for (const bool causal : {false, true}) {
      const auto network =
          NetworkOf({shape}, [&](NetworkBuilder& builder, auto inputs) {
            return Attention(builder, "attn", inputs[0], {test.heads, causal});
          });
      ASSERT_NE(network, nullptr);
      ExpectOutput(*network, {x}, PlainAttention(x, test.heads, causal));
    }
  }
}

TEST(AttentionTest, ManyThreadsGiveTheSameBytes) {
  const Shape shape = {3, 20, 3 * 5 * 8};
  const Tensor x = RandomTensor(shape, 2);
  std::vector<float> first;
  for (const int threads : {1, 2, 7}) {
    const auto network = NetworkOf(
        {shape},
        [&](NetworkBuilder& builder, auto inputs) {
          return Attention(builder, "attn", inputs[0], {5, false});
        },
        threads);
    ASSERT_NE(network, nullptr);
    const auto y = network->Run(x);
    ASSERT_TRUE(y.ok()) << y.status();
    const std::vector<float> values(y->values().begin(), y->values().end());
    if (first.empty()) first = values;
    EXPECT_EQ(values, first) << threads << " threads";
  }
}

// Their exponentials would be infinite.
TEST(AttentionTest, TakesLargeScores) {
  std::vector<float> values(2 * 3 * 16, 0.0f);
  for (int token = 0; token < 2; ++token) {
    values[token * 48] = 100;                       // queries
    values[token * 48 + 16] = 100 + 10.0f * token;  // keys
    values[token * 48 + 32] = 1.0f + token;         // values
  }
  const auto network =
      NetworkOf({{1, 2, 48}}, [&](NetworkBuilder& builder, auto inputs) {
        return Attention(builder, "attn", inputs[0], {1, false});
      });
  ASSERT_NE(network, nullptr);
  const auto y = network->Run(Tensor::Owned({1, 2, 48}, values));
  ASSERT_TRUE(y.ok()) << y.status();
  EXPECT_EQ(y->values()[0], 2.0f);
  EXPECT_EQ(y->values()[16], 2.0f);
}

TEST(AttentionTest, NamesTheShapeThatDoesNotFit) {
  for (const Shape& shape : {Shape{2, 50, 70}, {50, 72}}) {
    NetworkBuilder builder;
    const Value x = builder.Input(shape);
    Attention(builder, "attn", x, {12, false});
    EXPECT_EQ(builder.Build({x}).status().message(),
              "attn: its input should have the shape {batch, tokens, a "
              "multiple of 3 * 12 heads}, but has " +
                  ShapeText(shape));
  }
}

}  // namespace
}  // namespace feluda
