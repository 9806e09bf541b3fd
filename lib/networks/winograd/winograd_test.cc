#include "lib/networks/winograd/winograd.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "hwy/highway.h"
#include "lib/networks/layers/layer_testing.h"
#include "lib/networks/onednn/threads.h"
#include "lib/networks/winograd/winograd_products.h"

namespace feluda {
namespace {

ConvolutionGeometry Padded(int64_t pad) {
  ConvolutionGeometry geometry;
  geometry.pad_before = geometry.pad_after = {pad, pad};
  return geometry;
}

struct Case {
  std::string name;
  Shape source;
  int64_t outputs;
  ConvolutionGeometry geometry;
};

// What a convolution takes and should give.
struct Problem {
  explicit Problem(const Case& test)
      : geometry(test.geometry),
        source(RandomTensor(test.source, 1)),
        weights(RandomTensor({test.outputs, test.source[1], 3, 3}, 2)),
        bias(RandomTensor({test.outputs}, 3)),
        plain(PlainConvolution(source, weights, bias, geometry, 1)),
        residual(RandomTensor(plain.shape(), 4)) {}

  ConvolutionGeometry geometry;
  Tensor source;
  Tensor weights;
  Tensor bias;
  Tensor plain;
  Tensor residual;
};

Tensor ChannelsLast(const Tensor& tensor) {
  const Shape& shape = tensor.shape();
  std::vector<float> values(tensor.values().size());
  const int64_t pixels = shape[2] * shape[3];
  for (int64_t i = 0; i < shape[0] * shape[1] * pixels; ++i) {
    const int64_t image = i / (shape[1] * pixels);
    const int64_t channel = i / pixels % shape[1];
    values[(image * pixels + i % pixels) * shape[1] + channel] =
        tensor.values()[i];
  }
  return Tensor::Owned(shape, std::move(values));
}

// The outputs with the residual added and the activation, if `fused`; channels
// last.
Tensor Convolved(const Problem& problem, size_t results, bool fused,
                 const Activation& activation = Activation::Relu()) {
  const WinogradWeights weights(problem.weights, results, WinogradPanel());
  const Step step = WinogradStep(
      problem.geometry, problem.source.shape(), problem.plain.shape(), fused,
      fused ? activation : Activation::None(), problem.bias.values(), weights);
  const Tensor source = ChannelsLast(problem.source);
  const Tensor residual = ChannelsLast(problem.residual);
  // Whatever was there before must not matter.
  AlignedFloats scratch(step.scratch_bytes);
  std::fill_n(scratch.data(), scratch.size(), -1e30f);
  std::vector<float> output(problem.plain.values().size(), -1e30f);
  // In place, as networks do it.
  if (fused) output.assign(residual.values().begin(), residual.values().end());
  const std::vector<const float*> inputs = {source.data(), output.data()};
  EXPECT_TRUE(
      step.run({absl::MakeConstSpan(inputs).first(fused ? 2 : 1), output.data(),
                reinterpret_cast<std::byte*>(scratch.data())})
          .ok());
  return Tensor::Owned(problem.plain.shape(), std::move(output));
}

// A result is a sum of 9 * channels products, whose deviation is 1 / 3. Of that
// sum's deviation, these are the largest errors in a million results.
float Tolerance(int64_t channels, size_t results) {
  return std::sqrt(static_cast<float>(channels)) *
         (results == 4 ? 2.5e-5f : 4e-6f);
}

std::vector<Case> Cases() {
  return {{"one pixel", {1, 16, 1, 1}, 16, Padded(1)},
          {"whole tiles", {1, 16, 8, 12}, 16, Padded(1)},
          {"odd sizes", {1, 32, 7, 13}, 48, Padded(1)},
          {"no padding", {1, 16, 9, 10}, 32, Padded(0)},
          {"wide padding", {1, 16, 5, 6}, 16, Padded(2)},
          {"one side", {1, 16, 5, 6}, 16, {{1, 1}, {1, 1}, {2, 0}, {0, 1}}},
          {"a batch", {3, 16, 6, 7}, 16, Padded(1)},
          {"panels and a rest", {1, 48, 6, 5}, 144, Padded(1)},
          {"several blocks", {2, 256, 13, 11}, 16, Padded(1)}};
}

TEST(WinogradTest, AgreesWithPlainLoops) {
  for (const Case& test : Cases()) {
    const Problem problem(test);
    const Tensor fused = PlainActivation(
        PlainSum(problem.plain, problem.residual), Activation::Relu());
    for (const size_t results : {2, 4}) {
      SCOPED_TRACE(test.name + ", " + std::to_string(results));
      const float tolerance = Tolerance(test.source[1], results);
      ExpectNear(Convolved(problem, results, false),
                 ChannelsLast(problem.plain), tolerance);
      ExpectNear(Convolved(problem, results, true), ChannelsLast(fused),
                 tolerance);
    }
  }
}

TEST(WinogradTest, AppliesActivations) {
  const Problem problem(Cases()[2]);
  const Tensor sum = PlainSum(problem.plain, problem.residual);
  const Activation far{Activation::Kind::kSwish, 100};
  for (const Activation& activation :
       {Activation::None(), Activation::Relu(), Activation::Relu6(),
        Activation::Silu(), Activation::QuickGelu(), far}) {
    SCOPED_TRACE(static_cast<int>(activation.kind));
    ExpectNear(Convolved(problem, 4, true, activation),
               ChannelsLast(PlainActivation(sum, activation)),
               2 * Tolerance(problem.source.shape()[1], 4));
  }
}

TEST(WinogradTest, AgreesWithPlainLoopsInEveryKindOfVector) {
  const Problem problem(Cases()[7]);
  const int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  for (int64_t left = supported; left != 0; left &= left - 1) {
    const int64_t target = left & -left;
    SCOPED_TRACE(hwy::TargetName(target));
    hwy::SetSupportedTargetsForTest(target);
    for (const size_t results : {2, 4}) {
      ExpectNear(Convolved(problem, results, false),
                 ChannelsLast(problem.plain), Tolerance(48, results));
    }
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST(WinogradTest, GivesTheSameBitsOnAnyNumberOfThreads) {
  for (const Case& test : Cases()) {
    const Problem problem(test);
    const Tensor one = Convolved(problem, 4, true);
    for (const int count : {2, 5}) {
      SCOPED_TRACE(test.name + ", " + std::to_string(count));
      const ScopedThreads threads(count);
      ExpectNear(Convolved(problem, 4, true), one, 0);
    }
  }
}

TEST(WinogradTest, IsChosenWhereItPays) {
  struct Choice {
    Shape source;
    Shape weights;
    ConvolutionGeometry geometry;
    int64_t groups;
    size_t results;
  };
  ConvolutionGeometry strided = Padded(1);
  strided.strides = {2, 2};
  ConvolutionGeometry dilated = Padded(1);
  dilated.dilations = {1, 2};
  for (const Choice& choice : std::vector<Choice>{
           {{1, 64, 56, 75}, {64, 64, 3, 3}, Padded(1), 1, 4},
           {{1, 128, 28, 38}, {128, 128, 3, 3}, Padded(1), 1, 4},
           {{1, 256, 14, 19}, {256, 256, 3, 3}, Padded(1), 1, 4},
           {{1, 512, 7, 10}, {512, 512, 3, 3}, Padded(1), 1, 2},
           {{1, 512, 2, 2}, {512, 512, 3, 3}, Padded(1), 1, 0},
           {{1, 60, 56, 75}, {64, 60, 3, 3}, Padded(1), 1, 0},
           {{1, 64, 56, 75}, {60, 64, 3, 3}, Padded(1), 1, 0},
           {{1, 64, 56, 75}, {64, 64, 3, 3}, strided, 1, 0},
           {{1, 64, 56, 75}, {64, 64, 3, 3}, dilated, 1, 0},
           {{1, 64, 56, 75}, {64, 32, 3, 3}, Padded(1), 2, 0},
           {{1, 64, 56, 75}, {64, 64, 3, 1}, Padded(1), 1, 0}}) {
    EXPECT_EQ(
        WinogradResults(choice.geometry, choice.groups, Activation::Relu(),
                        choice.source, choice.weights),
        choice.results)
        << ShapeText(choice.source) << " with " << ShapeText(choice.weights);
  }
  EXPECT_EQ(WinogradResults(Padded(1), 1, Activation::Gelu(), {1, 64, 56, 75},
                            {64, 64, 3, 3}),
            0);
}

}  // namespace
}  // namespace feluda
