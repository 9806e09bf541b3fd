#include "lib/operators/clip/key_frame_features.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/media/video/video_encoder.h"
#include "lib/media/video/video_file.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A key frame each second for `seconds` seconds.
VideoFile Video(int seconds, int width = 64, int height = 48,
                int rotation = 0) {
  SyntheticVideoOptions options;
  options.encoder.width = width;
  options.encoder.height = height;
  options.length = absl::Seconds(seconds);
  options.scene_length = absl::Seconds(1);
  options.rotation = rotation;
  options.threads = 1;
  auto video = MakeSyntheticVideo(options);
  EXPECT_TRUE(video.ok()) << video.status();
  return *std::move(video);
}

// What the network was given and what was taken from it.
struct Seen {
  std::vector<Shape> shapes;
  std::vector<double> seconds;
  std::vector<float> features;
};

// A network whose one feature is the number of the image.
absl::StatusOr<Facts> Embedded(const VideoFile& video,
                               const KeyFrameOptions& options, Seen& seen) {
  float count = 0;
  return ForEachKeyFrame(
      video.path, options,
      [&](const Tensor& images) -> absl::StatusOr<Tensor> {
        seen.shapes.push_back(images.shape());
        std::vector<float> numbers;
        for (int64_t i = 0; i < images.shape()[0]; ++i) {
          numbers.push_back(count++);
        }
        return Tensor::Owned({images.shape()[0], 1}, numbers);
      },
      [&](const KeyFrame& frame) {
        seen.seconds.push_back(frame.seconds);
        seen.features.push_back(frame.features[0]);
        return absl::OkStatus();
      });
}

TEST(ForEachKeyFrameTest, GivesEachFrameOnceInBatches) {
  KeyFrameOptions options;
  options.batch = 3;
  options.side = 32;
  Seen seen;
  const auto facts = Embedded(Video(7), options, seen);
  ASSERT_TRUE(facts.ok()) << facts.status();
  EXPECT_THAT(seen.shapes, ElementsAre(Shape{3, 3, 32, 32}, Shape{3, 3, 32, 32},
                                       Shape{1, 3, 32, 32}));
  EXPECT_THAT(seen.seconds, ElementsAre(0, 1, 2, 3, 4, 5, 6));
  EXPECT_THAT(seen.features, ElementsAre(0, 1, 2, 3, 4, 5, 6));
  EXPECT_EQ(facts->at("n_frames"), Fact(7.0));
  EXPECT_EQ(facts->at("damaged_packets"), Fact(0.0));
}

TEST(ForEachKeyFrameTest, GivesAFullBatchAndNoEmptyOne) {
  KeyFrameOptions options;
  options.batch = 2;
  options.side = 16;
  Seen seen;
  ASSERT_TRUE(Embedded(Video(4, 48, 64, 90), options, seen).ok());
  EXPECT_THAT(seen.shapes,
              ElementsAre(Shape{2, 3, 16, 16}, Shape{2, 3, 16, 16}));
}

// The pixels are the same in batches of any size.
TEST(ForEachKeyFrameTest, PutsFramesBesideOneAnother) {
  const VideoFile video = Video(3);
  const auto pixels = [&](int batch) {
    KeyFrameOptions options;
    options.batch = batch;
    options.side = 24;
    std::vector<float> all;
    const auto facts = ForEachKeyFrame(
        video.path, options,
        [&](const Tensor& images) -> absl::StatusOr<Tensor> {
          all.insert(all.end(), images.values().begin(), images.values().end());
          return Tensor::Owned({images.shape()[0], 1},
                               std::vector<float>(images.shape()[0]));
        },
        [](const KeyFrame&) { return absl::OkStatus(); });
    EXPECT_TRUE(facts.ok()) << facts.status();
    return all;
  };
  EXPECT_EQ(pixels(1).size(), 3 * 3 * 24 * 24);
  EXPECT_EQ(pixels(1), pixels(2));
  EXPECT_EQ(pixels(1), pixels(8));
}

TEST(ForEachKeyFrameTest, EndsAtTheFirstError) {
  KeyFrameOptions options;
  options.batch = 1;
  int taken = 0;
  const auto facts = ForEachKeyFrame(
      Video(3).path, options,
      [](const Tensor&) {
        return Tensor::Owned({1, 1}, {0});
      },
      [&](const KeyFrame&) {
        return ++taken == 2 ? absl::CancelledError("enough") : absl::OkStatus();
      });
  EXPECT_EQ(facts.status().message(), "enough");
  EXPECT_EQ(taken, 2);
}

TEST(ForEachKeyFrameTest, RefusesWhatItCannotDo) {
  Seen seen;
  EXPECT_THAT(
      std::string(Embedded({"/missing.mp4"}, {}, seen).status().message()),
      StartsWith("/missing.mp4"));
  for (int batch : {0, 65}) {
    KeyFrameOptions options;
    options.batch = batch;
    EXPECT_THAT(std::string(Validate(options).message()),
                HasSubstr("batch: must be 1 to 64"));
  }
  KeyFrameOptions options;
  options.decoder.threads = 0;
  EXPECT_FALSE(Validate(options).ok());
}

}  // namespace
}  // namespace feluda
