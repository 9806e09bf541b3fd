#include "lib/networks/models/clip_vision.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "lib/networks/models/clip_testing.h"

namespace feluda {
namespace {

constexpr int64_t kPixels = 3 * 12 * 12;

// The images of make_clip_reference.py, over and over.
Tensor Images(int64_t count) {
  std::vector<float> pixels;
  for (int64_t i = 0; i < count * kPixels; ++i) {
    const int64_t index = i % (2 * kPixels);
    pixels.push_back(static_cast<float>(index * 37 % 101) / 50.0f - 1.0f);
  }
  return Tensor::Owned({count, 3, 12, 12}, std::move(pixels));
}

std::unique_ptr<ClipVision> Vision(const Weights& weights, int threads = 1) {
  const auto size = ClipVisionSize::Of(weights);
  EXPECT_TRUE(size.ok()) << size.status();
  NetworkOptions options;
  options.threads = threads;
  auto vision = ClipVision::Create(weights, *size, options);
  EXPECT_TRUE(vision.ok()) << vision.status();
  return *std::move(vision);
}

TEST(ClipVisionTest, GivesTorchsFeaturesFromBothLayouts) {
  for (const char* name : {"clip_openai", "clip_hugging_face"}) {
    SCOPED_TRACE(name);
    const auto weights = ClipReferenceWeights(name);
    ExpectFeatures(Vision(*weights)->Run(Images(2)),
                   ClipReference(name)["images"]);
  }
}

TEST(ClipVisionTest, BatchesAndThreadsGiveTheSameFeatures) {
  const auto weights = ClipReferenceWeights("clip_openai");
  const auto rows = ClipReference("clip_openai")["images"];
  for (const int threads : {1, 2, 5}) {
    const auto vision = Vision(*weights, threads);
    for (const int64_t count : {1, 8, 3, 1}) {
      nlohmann::json expected;
      for (int64_t i = 0; i < count; ++i) expected.push_back(rows[i % 2]);
      ExpectFeatures(vision->Run(Images(count)), expected);
    }
  }
}

TEST(ClipVisionTest, ReadsTheSizeFromTheTensors) {
  for (const char* name : {"clip_openai", "clip_hugging_face"}) {
    const auto size = ClipVisionSize::Of(*ClipReferenceWeights(name));
    ASSERT_TRUE(size.ok()) << size.status();
    EXPECT_EQ(size->transformer.width, 128);
    EXPECT_EQ(size->transformer.heads(), 2);
    EXPECT_EQ(size->transformer.layers, 2);
    EXPECT_EQ(size->transformer.mlp, 64);
    EXPECT_EQ(size->image, 12);
    EXPECT_EQ(size->patch, 4);
    EXPECT_EQ(size->features, 24);
  }
}

TEST(ClipVisionTest, NamesTheTensorWhoseShapeGivesNoSize) {
  const auto weights = ClipReferenceWeights("clip_openai");
  const struct {
    ChangedWeights weights;
    const char* error;
  } kCases[] = {
      {{*weights, "visual.proj"}, "no tensor \"visual.proj\""},
      {{*weights, "visual.conv1.weight", {128, 48}},
       "tensor \"visual.conv1.weight\": expected 4 dimensions of 1 or more, "
       "found 128x48"},
      {{*weights, "visual.conv1.weight", {100, 3, 4, 4}},
       "tensor \"visual.proj\": expected 100x?, found 128x24"},
      {{*weights, "visual.positional_embedding", {9, 128}},
       "tensor \"visual.positional_embedding\": expected places for a square "
       "of patches and one more, found 9x128"}};
  for (const auto& test : kCases) {
    EXPECT_EQ(ClipVisionSize::Of(test.weights).status().message(), test.error);
  }
}

TEST(ClipVisionTest, NamesTheTensorThatDoesNotFit) {
  const auto weights = ClipReferenceWeights("clip_openai");
  const auto size = ClipVisionSize::Of(*weights);
  ASSERT_TRUE(size.ok()) << size.status();
  const std::string name = "visual.transformer.resblocks.1.attn.in_proj_weight";
  const ChangedWeights missing(*weights, name);
  const ChangedWeights other(*weights, name, {384, 64});
  EXPECT_EQ(ClipVision::Create(missing, *size).status().message(),
            "no tensor \"" + name + "\"");
  EXPECT_EQ(ClipVision::Create(other, *size).status().message(),
            "tensor \"" + name + "\": expected 384x128, found 384x64");
}

TEST(ClipVisionTest, NamesWhatIsWrongWithAnImage) {
  const auto vision = Vision(*ClipReferenceWeights("clip_openai"));
  const auto features =
      vision->Run(Tensor::Owned({1, 3, 16, 16}, std::vector<float>(768)));
  EXPECT_EQ(features.status().message(),
            "the images should have the shape {batch, 3, 12, 12}, but have "
            "1x3x16x16");
}

}  // namespace
}  // namespace feluda
