#include "lib/operators/video_hash/video_hash.h"

#include <filesystem>
#include <string>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/escaping.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/operators/video_hash/tmk_similarity.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

using Config = VideoHash::Config;

class VideoHashTest : public ::testing::Test {
 protected:
  static SyntheticVideoOptions Small() {
    SyntheticVideoOptions options;
    options.encoder.width = 128;
    options.encoder.height = 96;
    options.length = absl::Seconds(2);
    options.scene_length = absl::Seconds(1);
    return options;
  }

  std::string Write(const std::string& name,
                    const SyntheticVideoOptions& options = Small()) {
    std::string path = directory_->PathOf(name);
    EXPECT_EQ(WriteSyntheticVideo(options, path), absl::OkStatus());
    return path;
  }

  static absl::StatusOr<HashedVideo> Hash(const std::string& path,
                                          const Config& config = Config()) {
    auto hashing = VideoHash::Create(config);
    if (!hashing.ok()) return hashing.status();
    return (*hashing)->Run({path});
  }

  absl::StatusOr<MediaDirectory> directory_ = MediaDirectory::Create();
};

TEST_F(VideoHashTest, ReturnsTheAverageFeatureInBase64) {
  const auto hashed = Hash(Write("a.mp4"));
  ASSERT_EQ(hashed.status(), absl::OkStatus());
  std::string bytes;
  ASSERT_TRUE(absl::Base64Unescape(hashed->base64, &bytes));
  ASSERT_EQ(bytes.size(), 256 * sizeof(float));
  const auto* const numbers =
      reinterpret_cast<const char*>(hashed->tmk.average.data());
  EXPECT_EQ(bytes, std::string(numbers, bytes.size()));
  EXPECT_EQ(hashed->tmk.frames_per_second, 15);
  // 30 frames for two seconds, and two more since the rate conversion lags by
  // two frames.
  EXPECT_EQ(hashed->tmk.frame_count, 32);
  EXPECT_EQ(std::get<double>(hashed->facts.at("n_frames")), 32.0);
  EXPECT_EQ(std::get<double>(hashed->facts.at("n_packets")), 50.0);
  EXPECT_EQ(std::get<double>(hashed->facts.at("damaged_packets")), 0.0);
}

TEST_F(VideoHashTest, GivesTheSameForAnyNumberOfThreads) {
  const std::string path = Write("a.mp4");
  Config config;
  config.threads = 2;
  EXPECT_EQ(Hash(path)->base64, Hash(path, config)->base64);
}

TEST_F(VideoHashTest, FindsACopyAndNoOther) {
  const auto original = Hash(Write("original.mp4"));
  SyntheticVideoOptions other = Small();
  other.seed = 7;
  const auto stranger = Hash(Write("stranger.mp4", other));
  SyntheticVideoOptions copied = Small();
  copied.encoder.codec = VideoCodec::kMpeg4;
  copied.encoder.quantizer = 12;
  copied.noise = 12;
  const auto copy = Hash(Write("copy.avi", copied));
  ASSERT_TRUE(original.ok() && stranger.ok() && copy.ok());
  EXPECT_GT(*Level1Score(original->tmk, copy->tmk), 0.99);
  EXPECT_GT(Align(original->tmk, copy->tmk)->score, 0.99);
  EXPECT_LT(*Level1Score(original->tmk, stranger->tmk), 0.7);
}

TEST_F(VideoHashTest, RemovesTheVideoIfAskedTo) {
  Config config;
  config.remove_after_processing = true;
  const std::string good = Write("good.mp4");
  EXPECT_EQ(Hash(good).status(), absl::OkStatus());
  EXPECT_TRUE(std::filesystem::exists(good));
  EXPECT_EQ(Hash(good, config).status(), absl::OkStatus());
  EXPECT_FALSE(std::filesystem::exists(good));
  const std::string bad = Write("bad.mp4");
  std::filesystem::resize_file(bad, 100);
  EXPECT_FALSE(Hash(bad, config).ok());
  EXPECT_FALSE(std::filesystem::exists(bad));
}

TEST_F(VideoHashTest, RefusesWhatItCannotRead) {
  const std::string missing = directory_->PathOf("missing.mp4");
  const absl::Status status = Hash(missing).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), StartsWith(missing));
  Config hasty;
  hasty.time_limit = absl::Nanoseconds(1);
  EXPECT_EQ(Hash(Write("a.mp4"), hasty).status().code(),
            absl::StatusCode::kDeadlineExceeded);
}

TEST_F(VideoHashTest, RefusesAConfigurationOutOfRange) {
  const auto with = [](auto change) {
    Config config;
    change(config);
    return config;
  };
  const std::pair<std::string, Config> kCases[] = {
      {"frames_per_second", with([](auto& c) { c.frames_per_second = 0; })},
      {"frames_per_second", with([](auto& c) { c.frames_per_second = 2000; })},
      {"threads", with([](auto& c) { c.threads = 0; })},
      {"time_limit",
       with([](auto& c) { c.time_limit = absl::ZeroDuration(); })},
      {"max_damage", with([](auto& c) { c.max_damage = -0.1; })},
  };
  for (const auto& [member, config] : kCases) {
    const absl::Status status = VideoHash::Create(config).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << member;
    EXPECT_THAT(std::string(status.message()), StartsWith(member + ": must"));
  }
}

TEST_F(VideoHashTest, DoesNotRunAfterCleanup) {
  auto hashing = VideoHash::Create(Config());
  (*hashing)->Cleanup();
  const absl::Status status = (*hashing)->Run({Write("a.mp4")}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("Cleanup()"));
}

TEST_F(VideoHashTest, TellsItsParameters) {
  Config config;
  config.threads = 3;
  const Facts facts = (*VideoHash::Create(config))->State();
  EXPECT_EQ(std::get<double>(facts.at("threads")), 3.0);
  EXPECT_EQ(std::get<double>(facts.at("frames_per_second")), 15.0);
  EXPECT_EQ(std::get<std::string>(facts.at("time_limit")), "inf");
}

}  // namespace
}  // namespace feluda
