#include "lib/data/videos/synthetic_video.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"
#include "lib/files/file_bytes.h"
#include "lib/media/video/video_reader.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

SyntheticVideoOptions Small() {
  SyntheticVideoOptions options;
  options.encoder.width = 64;
  options.encoder.height = 48;
  options.length = absl::Seconds(1);
  options.scene_length = absl::Milliseconds(400);
  return options;
}

class SyntheticVideoTest : public ::testing::Test {
 protected:
  std::string Write(const std::string& name,
                    const SyntheticVideoOptions& options) {
    std::string path = directory_->PathOf(name);
    EXPECT_EQ(WriteSyntheticVideo(options, path), absl::OkStatus());
    return path;
  }

  std::string BytesOf(const std::string& name,
                      const SyntheticVideoOptions& options) {
    return *ReadFileBytes(Write(name, options), 1 << 24);
  }

  absl::StatusOr<MediaDirectory> directory_ = MediaDirectory::Create();
};

// Returns the times of the pictures, and in `shape` that of the last.
std::vector<double> TimesIn(const std::string& path, bool key_frames_only,
                            PictureShape* shape = nullptr) {
  VideoOptions options;
  options.decoder.key_frames_only = key_frames_only;
  options.decoder.max_damage = 0.0;
  auto reader = VideoReader::Open(path, options);
  EXPECT_EQ(reader.status(), absl::OkStatus());
  std::vector<double> times;
  VideoPicture picture;
  while (*(*reader)->Next(picture)) times.push_back(picture.seconds);
  if (shape != nullptr) *shape = picture.shape;
  return times;
}

TEST_F(SyntheticVideoTest, HasTheLengthSizeAndCodecAskedFor) {
  for (VideoCodec codec :
       {VideoCodec::kH264, VideoCodec::kMpeg4, VideoCodec::kMjpeg}) {
    for (const char* ending : {".mp4", ".avi", ".mkv"}) {
      SyntheticVideoOptions options = Small();
      options.encoder.codec = codec;
      PictureShape shape;
      const std::string name = CodecName(codec) + ending;
      EXPECT_EQ(TimesIn(Write(name, options), false, &shape).size(), 25)
          << name;
      EXPECT_EQ(shape.width, 64) << name;
      EXPECT_EQ(shape.height, 48) << name;
    }
  }
}

TEST_F(SyntheticVideoTest, IsTheSameFileForAnyNumberOfThreads) {
  for (VideoCodec codec :
       {VideoCodec::kH264, VideoCodec::kMpeg4, VideoCodec::kMjpeg}) {
    SyntheticVideoOptions options = Small();
    options.encoder.codec = codec;
    options.threads = 1;
    const std::string alone = BytesOf("alone.mp4", options);
    options.threads = 3;
    EXPECT_EQ(BytesOf("three.mp4", options), alone) << CodecName(codec);
    options.seed = 43;
    EXPECT_NE(BytesOf("other.mp4", options), alone) << CodecName(codec);
  }
}

TEST_F(SyntheticVideoTest, BeginsEachSceneWithAKeyFrame) {
  EXPECT_THAT(TimesIn(Write("keys.mp4", Small()), true),
              ElementsAre(0.0, ::testing::DoubleNear(0.4, 1e-9),
                          ::testing::DoubleNear(0.8, 1e-9)));
}

TEST_F(SyntheticVideoTest, TellsPlayersToTurnIt) {
  SyntheticVideoOptions options = Small();
  options.rotation = 270;
  PictureShape shape;
  TimesIn(Write("turned.mp4", options), false, &shape);
  EXPECT_EQ(shape.width, 48);
  EXPECT_EQ(shape.height, 64);
}

TEST_F(SyntheticVideoTest, IsWrittenWholeOrNotAtAll) {
  for (const char* name : {"none/a.mp4", "a.unknown"}) {
    const std::string path = directory_->PathOf(name);
    const absl::Status status = WriteSyntheticVideo(Small(), path);
    EXPECT_FALSE(status.ok()) << name;
    EXPECT_THAT(std::string(status.message()), HasSubstr(path));
  }
  EXPECT_TRUE(std::filesystem::is_empty(directory_->path()));
}

TEST_F(SyntheticVideoTest, TakesKeptFilesAsTheyAre) {
  const std::string directory = directory_->path();
  const auto first = KeepSyntheticVideo(Small(), directory);
  ASSERT_EQ(first.status(), absl::OkStatus());
  EXPECT_EQ(TimesIn(first->path, false).size(), 25);
  const auto written = std::filesystem::last_write_time(first->path);
  const auto again = KeepSyntheticVideo(Small(), directory);
  ASSERT_EQ(again.status(), absl::OkStatus());
  EXPECT_EQ(again->path, first->path);
  EXPECT_EQ(std::filesystem::last_write_time(again->path), written);
  SyntheticVideoOptions others = Small();
  others.noise = 5;
  EXPECT_NE(KeepSyntheticVideo(others, directory)->path, first->path);
}

TEST_F(SyntheticVideoTest, MakesFilesThatHaveNoName) {
  std::string path;
  {
    const absl::StatusOr<VideoFile> video = MakeSyntheticVideo(Small());
    ASSERT_EQ(video.status(), absl::OkStatus());
    path = video->path;
    // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): it is tested
    const VideoFile copy = *video;
    EXPECT_EQ(TimesIn(copy.path, false).size(), 25);
    const std::string file = std::filesystem::read_symlink(path).string();
    EXPECT_THAT(file, ::testing::EndsWith(" (deleted)"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(SyntheticVideoTest, RefusesOptionsOutOfRange) {
  const auto with = [](auto change) {
    SyntheticVideoOptions options;
    change(options);
    return options;
  };
  const std::pair<std::string, SyntheticVideoOptions> kCases[] = {
      {"width", with([](auto& o) { o.encoder.width = 14; })},
      {"width", with([](auto& o) { o.encoder.width = 101; })},
      {"height", with([](auto& o) { o.encoder.height = 8194; })},
      {"frames_per_second",
       with([](auto& o) { o.encoder.frames_per_second = 0; })},
      {"quantizer", with([](auto& o) { o.encoder.quantizer = 52; })},
      {"length", with([](auto& o) { o.length = absl::ZeroDuration(); })},
      {"length", with([](auto& o) { o.length = absl::Hours(25); })},
      {"scene_length", with([](auto& o) { o.scene_length = absl::Hours(1); })},
      {"noise", with([](auto& o) { o.noise = 65; })},
      {"rotation", with([](auto& o) { o.rotation = 45; })},
      {"threads", with([](auto& o) { o.threads = -1; })},
  };
  for (const auto& [member, options] : kCases) {
    const absl::Status status = WriteSyntheticVideo(options, "a.mp4");
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << member;
    EXPECT_THAT(std::string(status.message()), StartsWith(member + ": must"));
  }
}

}  // namespace
}  // namespace feluda
