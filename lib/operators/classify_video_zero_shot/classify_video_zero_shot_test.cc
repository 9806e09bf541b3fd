#include "lib/operators/classify_video_zero_shot/classify_video_zero_shot.h"

#include <algorithm>
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
#include "lib/operators/clip/tiny_clip.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

class ClassifyVideoZeroShotTest : public ::testing::Test {
 protected:
  ClassifyVideoZeroShotTest() {
    EXPECT_EQ(WriteTinyClip(directory_.path()), absl::OkStatus());
    config_.model_directory = directory_.path();
    config_.any_size = true;
  }

  std::string PathOf(const std::string& name) const {
    return directory_.path() / name;
  }

  // A video with a key frame each second.
  std::string Write(const std::string& name, int seconds = 3) const {
    SyntheticVideoOptions options;
    options.encoder.width = 96;
    options.encoder.height = 64;
    options.length = absl::Seconds(seconds);
    options.scene_length = absl::Seconds(1);
    options.threads = 1;
    EXPECT_EQ(WriteSyntheticVideo(options, PathOf(name)), absl::OkStatus());
    return PathOf(name);
  }

  std::unique_ptr<ClassifyVideoZeroShot> Made() const {
    auto made = ClassifyVideoZeroShot::Create(config_);
    EXPECT_TRUE(made.ok()) << made.status();
    return *std::move(made);
  }

  const TemporaryDirectory directory_;
  ClassifyVideoZeroShot::Config config_;
};

TEST_F(ClassifyVideoZeroShotTest, PredictsTheLikeliestLabel) {
  const std::vector<std::string> labels = {"a cat", "news", "बाज़ार", "rain"};
  const auto classified = Made()->Run({{Write("cuts.mp4")}, labels});
  ASSERT_TRUE(classified.ok()) << classified.status();
  ASSERT_THAT(classified->probs, SizeIs(4));
  float sum = 0.0f;
  for (float probability : classified->probs) sum += probability;
  EXPECT_NEAR(sum, 1.0f, 1e-5);
  const auto largest =
      std::max_element(classified->probs.begin(), classified->probs.end());
  EXPECT_EQ(classified->prediction,
            labels[static_cast<size_t>(largest - classified->probs.begin())]);
  EXPECT_EQ(classified->facts.at("prediction"), Fact(classified->prediction));
  EXPECT_EQ(classified->facts.at("n_labels"), Fact(4.0));
  EXPECT_EQ(classified->facts.at("n_frames"), Fact(3.0));
}

TEST_F(ClassifyVideoZeroShotTest, GivesEachLabelItsOwnProbability) {
  const std::string video = Write("cuts.mp4");
  const auto classifying = Made();
  const auto one = classifying->Run({{video}, {"a", "b", "c"}});
  const auto other = classifying->Run({{video}, {"c", "a", "b"}});
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_FLOAT_EQ(one->probs[0], other->probs[1]);
  EXPECT_FLOAT_EQ(one->probs[2], other->probs[0]);
  EXPECT_NE(one->probs[0], one->probs[1]);
}

TEST_F(ClassifyVideoZeroShotTest, GivesTheSameWhateverItKeeps) {
  const std::string video = Write("cuts.mp4");
  const std::vector<std::string> labels = {"x", "y", "x"};
  const auto kept = Made();
  const auto first = kept->Run({{video}, labels});
  const auto second = kept->Run({{video}, labels});
  config_.forget_labels = true;
  config_.batch = 2;
  config_.threads = 2;
  const auto forgot = Made()->Run({{video}, labels});
  ASSERT_TRUE(first.ok() && second.ok() && forgot.ok());
  EXPECT_EQ(first->probs, second->probs);
  EXPECT_EQ(first->probs[0], first->probs[2]);
  for (size_t i = 0; i < labels.size(); ++i) {
    EXPECT_NEAR(first->probs[i], forgot->probs[i], 1e-5);
  }
}

TEST_F(ClassifyVideoZeroShotTest, RefusesLabelsThatAreNone) {
  const std::string video = Write("cuts.mp4", 1);
  const auto classifying = Made();
  EXPECT_EQ(classifying->Run({{video}, {}}).status().message(),
            "labels: must be at least one");
  EXPECT_THAT(
      std::string(
          classifying->Run({{video}, {"good", "\xff"}}).status().message()),
      StartsWith("labels: "));
  const std::string longer(10'000, 'a');
  EXPECT_TRUE(classifying->Run({{video}, {longer}}).ok());
}

TEST_F(ClassifyVideoZeroShotTest, RemovesItsInputIfAsked) {
  config_.remove_after_processing = true;
  const auto classifying = Made();
  const std::string good = Write("good.mp4", 1);
  EXPECT_TRUE(classifying->Run({{good}, {"a"}}).ok());
  EXPECT_FALSE(fs::exists(good));
  const std::string bad = PathOf("bad.mp4");
  std::ofstream(bad) << "no video";
  EXPECT_THAT(std::string(classifying->Run({{bad}, {"a"}}).status().message()),
              StartsWith(bad));
  EXPECT_FALSE(fs::exists(bad));
}

TEST_F(ClassifyVideoZeroShotTest, RunsNoMoreAfterCleanup) {
  const auto classifying = Made();
  classifying->Cleanup();
  EXPECT_EQ(classifying->Run({{"any.mp4"}, {"a"}}).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(ClassifyVideoZeroShotTest, NamesAVocabularyThatIsMissingOrTooLarge) {
  const auto error = [&] {
    return std::string(
        ClassifyVideoZeroShot::Create(config_).status().message());
  };
  const std::string file = PathOf("bpe_simple_vocab_16e6.txt.gz");
  std::ofstream(file, std::ios::app) << "a b\n";
  EXPECT_THAT(error(), HasSubstr("has 516 tokens, and the model's has 515"));
  std::ofstream(file) << "\x1f\x8b broken";
  EXPECT_THAT(error(), HasSubstr(file));
  fs::remove(file);
  EXPECT_THAT(error(), HasSubstr("has no vocab.json with merges.txt"));
}

}  // namespace
}  // namespace feluda
