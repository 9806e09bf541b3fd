#include "lib/data/videos/video_scene.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::Ge;
using ::testing::Le;

YuvPicture Drawn(uint64_t seed, uint64_t scene, int64_t frame, int noise = 4) {
  YuvPicture picture(64, 48);
  VideoScene({seed, scene, 64, 48, noise}).Draw(frame, picture);
  return picture;
}

// FNV-1a of all samples.
uint64_t Checksum(const YuvPicture& picture) {
  uint64_t sum = 0xcbf29ce484222325;
  for (const auto* plane : {&picture.luma, &picture.blue, &picture.red}) {
    for (uint8_t sample : *plane) sum = (sum ^ sample) * 0x100000001b3;
  }
  return sum;
}

TEST(VideoSceneTest, IsTheSameOnEveryMachine) {
  EXPECT_EQ(Checksum(Drawn(42, 0, 0)), 11310431247612973120u);
  EXPECT_EQ(Checksum(Drawn(42, 3, 90000)), 8430004690702771981u);
}

TEST(VideoSceneTest, ChangesWithSeedSceneAndFrame) {
  const YuvPicture picture = Drawn(42, 0, 10, /*noise=*/0);
  EXPECT_NE(Drawn(43, 0, 10, 0).luma, picture.luma);
  EXPECT_NE(Drawn(42, 1, 10, 0).luma, picture.luma);
  EXPECT_NE(Drawn(42, 0, 11, 0).luma, picture.luma);
}

TEST(VideoSceneTest, AddsNoiseUpToItsLimit) {
  const YuvPicture clean = Drawn(42, 0, 10, 0);
  const YuvPicture noisy = Drawn(42, 0, 10, 5);
  int most = 0;
  for (size_t i = 0; i < clean.luma.size(); ++i) {
    most = std::max(most, std::abs(clean.luma[i] - noisy.luma[i]));
  }
  EXPECT_EQ(most, 5);
  EXPECT_THAT(noisy.luma, Each(AllOf(Ge(16), Le(235))));
  EXPECT_EQ(noisy.blue, clean.blue);
}

}  // namespace
}  // namespace feluda
