#include "lib/operators/detect_lewd_images/detect_lewd_images.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/files/file_writer.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_encoder.h"
#include "lib/operators/detect_lewd_images/tiny_classifier.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::StartsWith;

Image Red(int width, int height, int channels = 3) {
  Image image;
  image.width = width;
  image.height = height;
  image.channels = channels;
  for (int i = 0; i < width * height; ++i) {
    image.pixels.push_back(192);
    for (int c = 1; c < channels; ++c) image.pixels.push_back(0);
  }
  return image;
}

class DetectLewdImagesTest : public ::testing::Test {
 protected:
  DetectLewdImagesTest() {
    EXPECT_EQ(WriteTinyClassifier(PathOf("lewd_images.onnx"), 32),
              absl::OkStatus());
    std::ofstream(PathOf("lewd_images.json")) << R"({"input_size": 32})";
    config_.model_directory = directory_.path();
  }

  std::string PathOf(const std::string& name) const {
    return directory_.path() / name;
  }

  std::unique_ptr<DetectLewdImages> Made() const {
    auto made = DetectLewdImages::Create(config_);
    EXPECT_TRUE(made.ok()) << made.status();
    return *std::move(made);
  }

  const TemporaryDirectory directory_;
  DetectLewdImages::Config config_;
};

TEST_F(DetectLewdImagesTest, GivesTheProbability) {
  const auto detecting = Made();
  const auto square = detecting->Run(Red(50, 50));
  ASSERT_TRUE(square.ok()) << square.status();
  EXPECT_NEAR(square->probability, 0.5f, 1e-6);
  EXPECT_EQ(square->facts.at("probability"),
            Fact(static_cast<double>(square->probability)));
  EXPECT_EQ(square->facts.at("engine"), Fact("oneDNN"));
  // Half of it is grey.
  EXPECT_NEAR(detecting->Run(Red(100, 50))->probability, 0.25f, 1e-6);
  EXPECT_NEAR(detecting->Run(Red(9, 9, 1))->probability, 0.5f, 1e-6);
}

// 192 / 255 is 0.752941, and 0.752930 in float16, as Feluda feeds it.
TEST_F(DetectLewdImagesTest, FeedsFloat16ToAModelThatTakesIt) {
  ASSERT_EQ(WriteTinyFloat16Classifier(PathOf("lewd_images.onnx"), 32),
            absl::OkStatus());
  std::ofstream(PathOf("lewd_images.json"))
      << R"({"input_size": 32, "divisor": 255, "mean": 0, "deviation": 1})";
  const auto detecting = Made();
  const auto square = detecting->Run(Red(50, 50));
  ASSERT_TRUE(square.ok()) << square.status();
  EXPECT_EQ(square->probability, 0x1.818p-1f);
  EXPECT_EQ(square->facts.at("engine"),
            Fact("oneDNN, float16 computed as float32"));
}

TEST_F(DetectLewdImagesTest, RemovesItsInputIfAsked) {
  config_.remove_after_processing = true;
  const auto detecting = Made();
  const std::string good = PathOf("good.png");
  ASSERT_TRUE(WriteFileWhole(good, *EncodePng(Red(9, 9))).ok());
  EXPECT_NEAR(detecting->Run(ImageFile{good})->probability, 0.5f, 1e-6);
  EXPECT_FALSE(fs::exists(good));
  const std::string bad = PathOf("bad.png");
  std::ofstream(bad) << "no image";
  EXPECT_THAT(std::string(detecting->Run(ImageFile{bad}).status().message()),
              StartsWith(bad));
  EXPECT_FALSE(fs::exists(bad));
}

TEST_F(DetectLewdImagesTest, RunsNoMoreAfterCleanup) {
  const auto detecting = Made();
  EXPECT_EQ(detecting->State().at("weights"), Fact(PathOf("lewd_images.onnx")));
  detecting->Cleanup();
  EXPECT_EQ(detecting->Run(Red(9, 9)).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(DetectLewdImagesTest, NamesWhatIsWrongWithItsModel) {
  const auto error = [&] {
    return std::string(DetectLewdImages::Create(config_).status().message());
  };
  config_.threads = 0;
  EXPECT_THAT(error(), HasSubstr("threads: must be 1 to 256, is 0"));
  config_.threads = 1;
  std::ofstream(PathOf("lewd_images.onnx")) << "no model";
  EXPECT_THAT(error(), StartsWith(PathOf("lewd_images.onnx")));
  fs::remove(PathOf("lewd_images.onnx"));
  EXPECT_THAT(error(), HasSubstr("has no lewd_images.onnx"));
}

}  // namespace
}  // namespace feluda
