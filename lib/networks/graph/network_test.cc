#include "lib/networks/graph/network.h"

#include <memory>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/networks/graph/network_builder.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Adds up its inputs, in place where it may, and counts its plans.
class SumLayer : public Layer {
 public:
  explicit SumLayer(int* plans = nullptr) : plans_(plans) {}

  absl::StatusOr<Step> Prepare(absl::Span<const Layout> inputs) override {
    if (plans_ != nullptr) ++*plans_;
    Step step;
    for (const Layout& input : inputs) {
      if (input.shape() != inputs[0].shape()) {
        return absl::InvalidArgumentError("its inputs differ");
      }
      step.inputs.push_back(Layout::Plain(input.shape()));
    }
    step.output = step.inputs[0];
    step.in_place = 0;
    step.run = [count =
                    ElementCount(inputs[0].shape())](const StepMemory& memory) {
      for (int64_t i = 0; i < count; ++i) {
        float sum = 1;
        for (const float* input : memory.inputs) sum += input[i];
        memory.output[i] = sum;
      }
      return absl::OkStatus();
    };
    return step;
  }

 private:
  int* const plans_;
};

Value Sum(NetworkBuilder& builder, const std::vector<Value>& inputs,
          int* plans = nullptr) {
  return builder.Add("sum", std::make_unique<SumLayer>(plans), inputs);
}

std::unique_ptr<Network> Built(NetworkBuilder& builder,
                               const std::vector<Value>& outputs) {
  absl::StatusOr<std::unique_ptr<Network>> network = builder.Build(outputs);
  EXPECT_TRUE(network.ok()) << network.status();
  return *std::move(network);
}

TEST(NetworkTest, LeavesInputsAndValuesThatAreStillReadAsTheyAre) {
  NetworkBuilder builder;
  const Value x = builder.Input({2});
  const Value a = Sum(builder, {x});     // x + 1, not in place
  const Value b = Sum(builder, {a, a});  // 2x + 3, not in place
  const Value c = Sum(builder, {a, b});  // 3x + 5, not in place: a is output
  const Value d = Sum(builder, {b, c});  // 5x + 9, in place of b
  const Value e = Sum(builder, {d});     // 5x + 10, in place of d
  const auto network = Built(builder, {a, c, e, x});
  const Tensor input = Tensor::Owned({2}, {10, 20});
  for (int run = 0; run < 2; ++run) {
    const auto outputs = network->Run(absl::MakeConstSpan(&input, 1));
    ASSERT_TRUE(outputs.ok()) << outputs.status();
    EXPECT_THAT((*outputs)[0].values(), ElementsAre(11, 21));
    EXPECT_THAT((*outputs)[1].values(), ElementsAre(35, 65));
    EXPECT_THAT((*outputs)[2].values(), ElementsAre(60, 110));
    EXPECT_THAT((*outputs)[3].values(), ElementsAre(10, 20));
  }
}

TEST(NetworkTest, ReusesMemoryAlongAChain) {
  NetworkBuilder builder;
  Value x = builder.Input({1 << 16});
  // The values are kept alive for one step each: two places do.
  for (int i = 0; i < 40; ++i) x = Sum(builder, {x, x});
  const auto network = Built(builder, {x});
  ASSERT_TRUE(
      network->Run(Tensor::Owned({1 << 16}, std::vector<float>(1 << 16))).ok());
  EXPECT_EQ(network->arena_bytes(), 2 * sizeof(float) << 16);
}

TEST(NetworkTest, KeepsThePlansOfTheLastShapes) {
  int plans = 0;
  NetworkOptions options;
  options.kept_plans = 2;
  NetworkBuilder builder(options);
  const auto network =
      Built(builder, {Sum(builder, {builder.Input({1})}, &plans)});
  std::vector<int> made;
  for (const int64_t size : {1, 2, 1, 2, 3, 2, 1}) {
    std::vector<float> values(size, 4.0f);
    const auto output = network->Run(Tensor::Owned({size}, values));
    ASSERT_TRUE(output.ok()) << output.status();
    EXPECT_THAT(output->values(), testing::Each(5.0f));
    made.push_back(plans);
  }
  EXPECT_THAT(made, ElementsAre(1, 2, 2, 2, 3, 3, 4));
}

TEST(NetworkTest, NamesTheLayerThatDoesNotFitTheInputs) {
  NetworkBuilder builder;
  const Value a = builder.Input({2});
  const Value b = builder.Input({2});
  const auto network = Built(builder, {Sum(builder, {a, b})});
  const auto run = [&](const std::vector<Shape>& shapes) {
    std::vector<Tensor> inputs;
    for (const Shape& shape : shapes) {
      inputs.push_back(
          Tensor::Owned(shape, std::vector<float>(ElementCount(shape))));
    }
    return network->Run(inputs).status();
  };
  EXPECT_EQ(run({{2}, {3}}).message(), "sum: its inputs differ");
  EXPECT_EQ(run({{2}}).message(), "the network takes 2 inputs, but got 1");
  EXPECT_THAT(run({{2}, {0}}).message(), HasSubstr("each size must be"));
  EXPECT_TRUE(run({{2}, {2}}).ok()) << "after errors";
}

TEST(NetworkBuilderTest, ReturnsTheFirstError) {
  NetworkBuilder builder;
  const Value x = builder.Input({2});
  const Value y = builder.Input({3});
  const Value bad = Sum(builder, {x, y});
  builder.Fail(absl::InternalError("later"));
  Sum(builder, {bad});
  EXPECT_EQ(builder.Build({bad}).status().message(), "sum: its inputs differ");
  EXPECT_THAT(builder.ShapeOf(bad), ElementsAre());
}

TEST(NetworkBuilderTest, KnowsShapes) {
  NetworkBuilder builder;
  EXPECT_THAT(builder.ShapeOf(Sum(builder, {builder.Input({4, 5})})),
              ElementsAre(4, 5));
}

}  // namespace
}  // namespace feluda
