#include "lib/operators/vid_vec_rep/vid_vec_rep.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/videos/synthetic_video.h"
#include "lib/networks/weights/seeded_weights.h"
#include "lib/operators/clip/tiny_clip.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

// A key frame each second.
SyntheticVideoOptions Seconds(int seconds) {
  SyntheticVideoOptions options;
  options.encoder.width = 96;
  options.encoder.height = 64;
  options.length = absl::Seconds(seconds);
  options.scene_length = absl::Seconds(1);
  options.threads = 1;
  return options;
}

class VidVecRepTest : public ::testing::Test {
 protected:
  VidVecRepTest() {
    EXPECT_EQ(WriteTinyClip(directory_.path()), absl::OkStatus());
    config_.model_directory = directory_.path();
    config_.any_size = true;
  }

  std::string PathOf(const std::string& name) const {
    return directory_.path() / name;
  }

  std::string Write(const std::string& name, int seconds) const {
    EXPECT_EQ(WriteSyntheticVideo(Seconds(seconds), PathOf(name)),
              absl::OkStatus());
    return PathOf(name);
  }

  std::unique_ptr<VidVecRep> Made() const {
    auto made = VidVecRep::Create(config_);
    EXPECT_TRUE(made.ok()) << made.status();
    return *std::move(made);
  }

  std::string ErrorOfCreate() const {
    return std::string(VidVecRep::Create(config_).status().message());
  }

  const TemporaryDirectory directory_;
  VidVecRep::Config config_;
};

void ExpectNear(const std::vector<float>& a, const std::vector<float>& b) {
  ASSERT_EQ(a.size(), b.size());
  float largest = 0.0f;
  for (float value : a) largest = std::max(largest, std::abs(value));
  EXPECT_GT(largest, 0.0f);
  for (size_t i = 0; i < a.size(); ++i) {
    EXPECT_NEAR(a[i], b[i], 1e-5 * largest) << i;
  }
}

TEST_F(VidVecRepTest, GivesTheMeanAndThenEachFrame) {
  config_.batch = 2;
  const auto result = Made()->Run({Write("cuts.mp4", 3)});
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_THAT(result->vectors, SizeIs(4));
  std::vector<float> mean(32);
  for (size_t i = 0; i < 4; ++i) {
    const VideoVector& vector = result->vectors[i];
    EXPECT_EQ(vector.is_avg, i == 0) << i;
    ASSERT_THAT(vector.values, SizeIs(32));
    if (i == 0) continue;
    EXPECT_DOUBLE_EQ(vector.seconds, static_cast<double>(i - 1));
    for (size_t j = 0; j < 32; ++j) mean[j] += vector.values[j] / 3;
  }
  EXPECT_NE(result->vectors[1].values, result->vectors[2].values);
  ExpectNear(result->vectors[0].values, mean);
  EXPECT_EQ(result->facts.at("n_frames"), Fact(3.0));
}

TEST_F(VidVecRepTest, GivesTheSameForAnyBatchAndThreads) {
  const std::string video = Write("cuts.mp4", 5);
  const auto one = Made()->Run({video});
  for (const auto& [batch, threads] : {std::pair(1, 1), {3, 2}, {5, 3}}) {
    config_.batch = batch;
    config_.threads = threads;
    const auto other = Made()->Run({video});
    ASSERT_TRUE(other.ok()) << other.status();
    ASSERT_EQ(other->vectors.size(), one->vectors.size());
    for (size_t i = 0; i < one->vectors.size(); ++i) {
      ExpectNear(other->vectors[i].values, one->vectors[i].values);
    }
  }
}

TEST_F(VidVecRepTest, HandsFramesOverAsTheyCome) {
  const std::string video = Write("cuts.mp4", 3);
  const auto kept = Made()->Run({video});
  std::vector<std::vector<float>> frames;
  config_.on_frame = [&](VideoVector frame) {
    frames.push_back(std::move(frame.values));
    return absl::OkStatus();
  };
  const auto mean = Made()->Run({video});
  ASSERT_TRUE(mean.ok() && kept.ok());
  ASSERT_THAT(mean->vectors, SizeIs(1));
  EXPECT_EQ(mean->vectors[0].values, kept->vectors[0].values);
  ASSERT_THAT(frames, SizeIs(3));
  EXPECT_EQ(frames[2], kept->vectors[3].values);
  config_.on_frame = [](const VideoVector&) {
    return absl::CancelledError("enough");
  };
  EXPECT_EQ(Made()->Run({video}).status().message(), "enough");
}

TEST_F(VidVecRepTest, RemovesItsInputIfAsked) {
  config_.remove_after_processing = true;
  const auto embedding = Made();
  const std::string good = Write("good.mp4", 1);
  EXPECT_TRUE(embedding->Run({good}).ok());
  EXPECT_FALSE(fs::exists(good));
  const std::string bad = PathOf("bad.mp4");
  std::ofstream(bad) << "no video";
  EXPECT_THAT(std::string(embedding->Run({bad}).status().message()),
              StartsWith(bad));
  EXPECT_FALSE(fs::exists(bad));
}

TEST_F(VidVecRepTest, RunsNoMoreAfterCleanup) {
  const auto embedding = Made();
  EXPECT_EQ(embedding->State().at("weights"),
            Fact(PathOf("clip_vit_b32.safetensors")));
  embedding->Cleanup();
  EXPECT_EQ(embedding->Run({"any.mp4"}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(VidVecRepTest, NamesWhatIsWrongWithItsModel) {
  const std::string file = PathOf("clip_vit_b32.safetensors");
  config_.any_size = false;
  EXPECT_THAT(ErrorOfCreate(), AllOf(HasSubstr(file), HasSubstr("expected")));
  config_.any_size = true;
  ASSERT_TRUE(
      WriteSeededWeights(file, 1, {{"conv1.weight", {64, 3, 7, 7}}}).ok());
  EXPECT_THAT(ErrorOfCreate(), HasSubstr(file));
  std::ofstream(file) << "no model";
  EXPECT_THAT(ErrorOfCreate(), StartsWith(file));
  fs::remove(file);
  EXPECT_THAT(ErrorOfCreate(), HasSubstr("has no clip_vit_b32.safetensors or "
                                         "model.safetensors"));
}

TEST_F(VidVecRepTest, RefusesOptionsOutOfRange) {
  config_.batch = 0;
  EXPECT_THAT(ErrorOfCreate(), HasSubstr("batch: must be 1 to 64, is 0"));
  config_.batch = 8;
  config_.threads = 65;
  EXPECT_THAT(ErrorOfCreate(), HasSubstr("threads: must be 1 to 64, is 65"));
}

}  // namespace
}  // namespace feluda
