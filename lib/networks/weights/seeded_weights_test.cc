#include "lib/networks/weights/seeded_weights.h"

#include <cmath>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/weights/safetensors_file.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

std::vector<float> ValuesOf(const Weights& weights, const std::string& name,
                            const Shape& shape) {
  const auto tensor = weights.Get(name, shape);
  EXPECT_TRUE(tensor.ok()) << tensor.status();
  return {tensor->values().begin(), tensor->values().end()};
}

// The values are the same bits on every machine.
TEST(SeededWeightsTest, ValuesNeverChange) {
  const SeededWeights weights(/*seed=*/42, {{"a", {4}, 1, 0.5f}});
  EXPECT_EQ(ValuesOf(weights, "a", {4}),
            (std::vector<float>{0x1.f660c8p-1f, 0x1.515348p0f, 0x1.15f8ap0f,
                                0x1.c81058p0f}));
}

TEST(SeededWeightsTest, NamesAndSeedsChooseOtherValues) {
  const SeededWeights weights(1, {{"a", {9}, 0, 1}, {"b", {9}, 0, 1}});
  const SeededWeights other(2, {{"a", {9}, 0, 1}});
  EXPECT_NE(ValuesOf(weights, "a", {9}), ValuesOf(weights, "b", {9}));
  EXPECT_NE(ValuesOf(weights, "a", {9}), ValuesOf(other, "a", {9}));
}

TEST(SeededWeightsTest, ValuesHaveTheMeanAndDeviation) {
  const SeededWeights weights(7, {{"a", {1000, 100}, 3, 0.5f}});
  double sum = 0;
  double squares = 0;
  for (const float value : ValuesOf(weights, "a", {1000, 100})) {
    sum += value;
    squares += (value - 3) * (value - 3);
  }
  EXPECT_NEAR(sum / 1e5, 3, 0.01);
  EXPECT_NEAR(std::sqrt(squares / 1e5), 0.5, 0.01);
}

TEST(SeededWeightsTest, FileHasTheSameValues) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "model.safetensors";
  const std::vector<SeededTensor> tensors = {
      {"large", {11 * kSeededBlock + 5}, 0, 1}, {"small", {3}, 0, 1}};
  ASSERT_TRUE(WriteSeededWeights(path, /*seed=*/42, tensors).ok());
  const auto file = SafetensorsFile::Open(path);
  ASSERT_TRUE(file.ok()) << file.status();
  const SeededWeights weights(42, tensors);
  for (const SeededTensor& tensor : tensors) {
    EXPECT_EQ(ValuesOf(**file, tensor.name, tensor.shape),
              ValuesOf(weights, tensor.name, tensor.shape));
  }
}

TEST(SeededWeightsTest, WrongShapeAndNameAreRefused) {
  const SeededWeights weights(42, {{"a", {4, 2}}});
  EXPECT_TRUE(weights.Has("a"));
  EXPECT_FALSE(weights.Has("b"));
  EXPECT_EQ(weights.Get("a", {8}).status().message(),
            "seeded weights: tensor \"a\": expected 8, found 4x2");
  EXPECT_EQ(weights.Get("b", {8}).status().code(), absl::StatusCode::kNotFound);
}

TEST(SeededWeightsTest, SaysTheShape) {
  const SeededWeights weights(1, {{"a", {3, 4}}});
  EXPECT_EQ(*weights.ShapeOf("a"), (Shape{3, 4}));
  EXPECT_EQ(weights.ShapeOf("b").status().message(),
            "seeded weights: have no tensor \"b\"");
}

TEST(SeededLikeTorchTest, NameAndShapeTellTheInitialisation) {
  const struct {
    const char* name;
    Shape shape;
    float mean;
    float deviation;
  } cases[] = {
      {"conv1.weight", {64, 2, 4, 4}, 0, 0.25f},
      {"bn1.weight", {64}, 1, 0.02f},
      {"bn1.running_var", {64}, 1, 0.02f},
      {"bn1.running_mean", {64}, 0, 0.02f},
      {"fc.weight", {10, 16}, 0, 0.25f},
      {"visual.ln_post.bias", {64}, 0, 0.02f},
      {"positional_embedding", {77, 512}, 0, 0.02f},
      {"logit_scale", {}, 4.6051702f, 0},
  };
  for (const auto& [name, shape, mean, deviation] : cases) {
    const SeededTensor tensor = SeededLikeTorch(name, shape);
    EXPECT_EQ(tensor.mean, mean) << name;
    EXPECT_EQ(tensor.deviation, deviation) << name;
  }
}

}  // namespace
}  // namespace feluda
