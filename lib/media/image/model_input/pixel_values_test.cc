#include "lib/media/image/model_input/pixel_values.h"

#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::FloatEq;

Image TwoPixels(int channels) {
  Image image;
  image.width = 1;
  image.height = 2;
  image.channels = channels;
  if (channels == 3) image.pixels = {0, 255, 128, 51, 102, 204};
  if (channels == 1) image.pixels = {0, 255};
  return image;
}

TEST(ToPlanesTest, PutsEachChannelIntoAPlane) {
  std::vector<float> values(6);
  ToPlanes(TwoPixels(3), PixelScaling::ImageNet(), absl::MakeSpan(values));
  EXPECT_THAT(values, ElementsAre(FloatEq((0.0f - 0.485f) / 0.229f),
                                  FloatEq((0.2f - 0.485f) / 0.229f),
                                  FloatEq((1.0f - 0.456f) / 0.224f),
                                  FloatEq((0.4f - 0.456f) / 0.224f),
                                  FloatEq((128 / 255.0f - 0.406f) / 0.225f),
                                  FloatEq((0.8f - 0.406f) / 0.225f)));
}

TEST(ToPlanesTest, RepeatsGrey) {
  std::vector<float> values(6);
  ToPlanes(TwoPixels(1), PixelScaling(), absl::MakeSpan(values));
  EXPECT_THAT(values, ElementsAre(0, 1, 0, 1, 0, 1));
}

TEST(ToPlanesTest, TakesClipsMeans) {
  std::vector<float> values(6);
  ToPlanes(TwoPixels(1), PixelScaling::Clip(), absl::MakeSpan(values));
  EXPECT_FLOAT_EQ(values[0], -0.48145466f / 0.26862954f);
  EXPECT_FLOAT_EQ(values[3], (1 - 0.4578275f) / 0.26130258f);
  EXPECT_FLOAT_EQ(values[5], (1 - 0.40821073f) / 0.27577711f);
}

TEST(ToInterleavedTest, KeepsPixelsTogether) {
  std::vector<float> values(6);
  ToInterleaved(TwoPixels(3), PixelScaling::Centered(), absl::MakeSpan(values));
  EXPECT_THAT(values, ElementsAre(-1.0f, 127 / 128.0f, 0.0f, -77 / 128.0f,
                                  -26 / 128.0f, 76 / 128.0f));
}

}  // namespace
}  // namespace feluda
