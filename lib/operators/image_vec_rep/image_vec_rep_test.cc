#include "lib/operators/image_vec_rep/image_vec_rep.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/files/file_bytes.h"
#include "lib/files/file_writer.h"
#include "lib/media/image/image_encoder.h"
#include "lib/networks/weights/seeded_weights.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::StartsWith;

// The weights are made once for all tests.
class ImageVecRepTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TemporaryDirectory;
    setenv("XDG_CACHE_HOME", directory_->path().c_str(), 1);
  }
  static void TearDownTestSuite() { delete directory_; }

  static std::string PathOf(const std::string& name) {
    return directory_->path() / name;
  }

  static TemporaryDirectory* directory_;
};

TemporaryDirectory* ImageVecRepTest::directory_ = nullptr;

Image Gradient(int width, int height, int channels = 3) {
  Image image;
  image.width = width;
  image.height = height;
  image.channels = channels;
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width * channels; ++x) {
      image.pixels.push_back(static_cast<uint8_t>(3 * x + 5 * y));
    }
  }
  return image;
}

std::unique_ptr<ImageVecRep> Made(const ImageVecRep::Config& config = {}) {
  auto made = ImageVecRep::Create(config);
  EXPECT_TRUE(made.ok()) << made.status();
  return *std::move(made);
}

TEST_F(ImageVecRepTest, GivesTheValuesOfThePool) {
  const auto embedding = Made();
  const auto vector = embedding->Run(Gradient(640, 480));
  ASSERT_TRUE(vector.ok()) << vector.status();
  ASSERT_THAT(vector->values, SizeIs(512));
  double largest = 0.0;
  for (float value : vector->values) {
    ASSERT_TRUE(std::isfinite(value));
    ASSERT_GE(value, 0.0f);
    largest = std::max<double>(largest, value);
  }
  EXPECT_GT(largest, 0.0);
  EXPECT_EQ(vector->facts.at("resized_width"), Fact(298.0));
  EXPECT_EQ(vector->facts.at("resized_height"), Fact(224.0));
  EXPECT_EQ(embedding->State().at("weights"), Fact("synthetic"));
}

TEST_F(ImageVecRepTest, ReadsAFileAsItReadsItsPixels) {
  const Image image = Gradient(50, 70);
  const std::string path = PathOf("image.png");
  ASSERT_TRUE(WriteFileWhole(path, *EncodePng(image)).ok());
  const auto embedding = Made();
  EXPECT_EQ(embedding->Run(ImageFile{path})->values,
            embedding->Run(image)->values);
}

TEST_F(ImageVecRepTest, TakesGreyAsEqualColours) {
  const Image grey = Gradient(40, 30, 1);
  Image rgb = Gradient(40, 30);
  for (size_t i = 0; i < rgb.pixels.size(); ++i) {
    rgb.pixels[i] = grey.pixels[i / 3];
  }
  const auto embedding = Made();
  EXPECT_EQ(embedding->Run(grey)->values, embedding->Run(rgb)->values);
}

TEST_F(ImageVecRepTest, GivesTheSameForAnyNumberOfThreads) {
  ImageVecRep::Config config;
  const Image image = Gradient(300, 200);
  const auto one = Made(config)->Run(image);
  config.threads = 3;
  const auto three = Made(config)->Run(image);
  ASSERT_TRUE(one.ok() && three.ok());
  for (size_t i = 0; i < one->values.size(); ++i) {
    EXPECT_NEAR(one->values[i], three->values[i], 1e-5) << i;
  }
}

TEST_F(ImageVecRepTest, RemovesItsInputIfAsked) {
  ImageVecRep::Config config;
  config.remove_after_processing = true;
  const auto embedding = Made(config);
  const std::string good = PathOf("good.png");
  ASSERT_TRUE(WriteFileWhole(good, *EncodePng(Gradient(9, 9))).ok());
  EXPECT_TRUE(embedding->Run(ImageFile{good}).ok());
  EXPECT_FALSE(fs::exists(good));
  const std::string bad = PathOf("bad.png");
  std::ofstream(bad) << "no image";
  EXPECT_THAT(std::string(embedding->Run(ImageFile{bad}).status().message()),
              StartsWith(bad));
  EXPECT_FALSE(fs::exists(bad));
}

TEST_F(ImageVecRepTest, RefusesWhatItCannotEmbed) {
  const auto embedding = Made();
  const absl::Status missing =
      embedding->Run(ImageFile{"/missing.png"}).status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(missing.message()), StartsWith("/missing.png"));
  const absl::Status thin = embedding->Run(Gradient(2, 200)).status();
  EXPECT_THAT(std::string(thin.message()), HasSubstr("has 2 x 200 pixels"));
  EXPECT_FALSE(embedding->Run(Image()).ok());
}

TEST_F(ImageVecRepTest, RunsNoMoreAfterCleanup) {
  const auto embedding = Made();
  embedding->Cleanup();
  EXPECT_EQ(embedding->Run(Gradient(9, 9)).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(ImageVecRepTest, NamesWhatIsWrongWithItsModel) {
  ImageVecRep::Config config;
  config.model_directory = PathOf("models");
  fs::create_directory(config.model_directory);
  const std::string file = PathOf("models/resnet18.safetensors");
  const auto error = [&] {
    return std::string(ImageVecRep::Create(config).status().message());
  };
  EXPECT_THAT(error(), HasSubstr("has no resnet18.safetensors"));

  ASSERT_TRUE(WriteSeededWeights(file, 1, {{"visual.proj", {3, 3}}}).ok());
  EXPECT_THAT(error(), AllOf(HasSubstr(file), HasSubstr("conv1.weight"),
                             HasSubstr("64x3x7x7")));
  ASSERT_TRUE(
      WriteSeededWeights(file, 1, {{"conv1.weight", {8, 3, 7, 7}}}).ok());
  EXPECT_THAT(error(), AllOf(HasSubstr(file), HasSubstr("conv1.weight"),
                             HasSubstr("64x3x7x7"), HasSubstr("8x3x7x7")));

  const std::string whole = *ReadFileBytes(
      PathOf("feluda_benchmarks/resnet18_v1.safetensors"), 1 << 28);
  std::ofstream(file) << whole.substr(0, whole.size() / 2);
  EXPECT_THAT(error(), StartsWith(file));
  std::ofstream(file) << whole;
  EXPECT_EQ(error(), "");
  EXPECT_EQ(Made(config)->State().at("weights"), Fact(file));
}

TEST_F(ImageVecRepTest, RefusesThreadsOutOfRange) {
  for (int threads : {0, -1, 257}) {
    ImageVecRep::Config config;
    config.threads = threads;
    EXPECT_THAT(
        std::string(ImageVecRep::Create(config).status().message()),
        HasSubstr(absl::StrCat("threads: must be 1 to 256, is ", threads)));
  }
}

}  // namespace
}  // namespace feluda
