#include "lib/operators/detect_lewd_images/classifier.h"

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/networks/onnx/format/onnx_writer.h"
#include "lib/operators/detect_lewd_images/tiny_classifier.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using Settings = ClassifierSettings;

Image Flat(int width, int height, uint8_t red, uint8_t green, uint8_t blue) {
  Image image;
  image.width = width;
  image.height = height;
  image.channels = 3;
  for (int i = 0; i < width * height; ++i) {
    image.pixels.insert(image.pixels.end(), {red, green, blue});
  }
  return image;
}

TEST(SquareTest, PadsCutsOrStretches) {
  const Image wide = Flat(60, 20, 9, 9, 9);
  Settings settings;
  settings.input_size = 30;
  settings.padding = 77;
  const Image padded = *Square(wide, settings);
  EXPECT_EQ(padded.width, 30);
  EXPECT_EQ(padded.height, 30);
  EXPECT_EQ(padded.pixels[0], 77);
  EXPECT_EQ(padded.pixels[10 * padded.Stride()], 9);
  EXPECT_EQ(padded.pixels[20 * padded.Stride()], 77);
  for (auto resizing :
       {Settings::Resizing::kCrop, Settings::Resizing::kStretch}) {
    settings.resizing = resizing;
    const Image full = *Square(wide, settings);
    EXPECT_EQ(full.width, 30);
    EXPECT_EQ(full.height, 30);
    EXPECT_THAT(full.pixels, Each(9));
  }
}

OnnxModel WithInput(Shape shape) {
  OnnxModel model;
  model.path = "a.onnx";
  model.inputs = {{"x", /*type=*/1, std::move(shape)}};
  return model;
}

struct LayoutCase {
  Shape declared;
  Shape shape;
  Settings::Layout layout;
  bool is_interleaved;
};

TEST(ClassifierInputOfTest, TellsTheLayout) {
  using Layout = Settings::Layout;
  const LayoutCase cases[] = {
      {{1, 3, 16, 16}, {1, 3, 16, 16}, Layout::kAuto, false},
      {{-1, 16, 16, 3}, {1, 16, 16, 3}, Layout::kAuto, true},
      {{-1, -1, -1, -1}, {1, 3, 16, 16}, Layout::kAuto, false},
      {{-1, -1, -1, -1}, {1, 16, 16, 3}, Layout::kInterleaved, true},
      {{-1, 768}, {1, 768}, Layout::kAuto, true},
      {{1, 768}, {1, 768}, Layout::kPlanes, false},
  };
  Settings settings;
  settings.input_size = 16;
  for (const LayoutCase& c : cases) {
    settings.layout = c.layout;
    const auto input = ClassifierInputOf(WithInput(c.declared), settings);
    ASSERT_TRUE(input.ok()) << input.status();
    EXPECT_EQ(input->shape, c.shape) << ShapeText(c.declared);
    EXPECT_EQ(input->is_interleaved, c.is_interleaved);
  }
}

TEST(ClassifierInputOfTest, RefusesAnotherShape) {
  for (const Shape& shape : {Shape{1, 3, 8, 8}, Shape{1, 1, 16, 16}}) {
    Settings settings;
    settings.input_size = 16;
    const absl::Status status =
        ClassifierInputOf(WithInput(shape), settings).status();
    EXPECT_THAT(std::string(status.message()),
                AllOf(StartsWith("a.onnx: expected an input of 1x3x16x16 or "
                                 "1x16x16x3"),
                      HasSubstr(ShapeText(shape)), HasSubstr("input_size")));
  }
}

class ClassifierTest : public ::testing::Test {
 protected:
  // Writes the settings, and loads the classifier.
  absl::StatusOr<std::unique_ptr<Classifier>> Load(const std::string& json) {
    std::ofstream(directory_.path() / "a.json") << json;
    return Classifier::Load(path_, /*threads=*/1);
  }

  std::string ErrorWith(const std::string& json) {
    return std::string(Load(json).status().message());
  }

  const TemporaryDirectory directory_;
  const std::string path_ = directory_.path() / "a.onnx";
};

// The tiny classifier's outputs are the means of the channels.
TEST_F(ClassifierTest, ReadsTheChannelsAndTheOutputsThatItIsTold) {
  ASSERT_TRUE(WriteTinyClassifier(path_, 16).ok());
  const Image image = Flat(5, 5, 128, 192, 64);
  const struct {
    const char* json;
    float probability;
  } cases[] = {
      {R"({"input_size": 16})", 0.0f},
      {R"({"input_size": 16, "classes": [1]})", 0.5f},
      {R"({"input_size": 16, "classes": [1, 2], "output": "means"})", 0.0f},
      {R"({"input_size": 16, "classes": [2], "divisor": 64, "mean": 0,
           "deviation": 1})",
       1.0f},
      {R"({"input_size": 16, "activation": "sigmoid"})", 0.5f},
  };
  for (const auto& c : cases) {
    auto classifier = Load(c.json);
    ASSERT_TRUE(classifier.ok()) << classifier.status();
    EXPECT_NEAR(*(*classifier)->Probability(image), c.probability, 1e-6)
        << c.json;
    EXPECT_EQ((*classifier)->engine(), "oneDNN");
  }
}

TEST_F(ClassifierTest, NamesWhatDoesNotFit) {
  ASSERT_TRUE(WriteTinyClassifier(path_, 16).ok());
  EXPECT_THAT(ErrorWith("{}"), HasSubstr("expected an input of 1x3x480x480"));
  EXPECT_THAT(ErrorWith(R"({"input_size": 16, "output": "softmax"})"),
              HasSubstr(R"(has no output "softmax", but: means)"));
  EXPECT_THAT(ErrorWith("no settings"), HasSubstr("a.json"));
  auto classifier = Load(R"({"input_size": 16, "classes": [3]})");
  ASSERT_TRUE(classifier.ok()) << classifier.status();
  EXPECT_THAT(
      std::string(
          (*classifier)->Probability(Flat(2, 2, 1, 1, 1)).status().message()),
      HasSubstr("gave 3 numbers"));
  std::ofstream(path_) << "no model";
  EXPECT_THAT(ErrorWith("{}"), StartsWith(path_));
}

}  // namespace
}  // namespace feluda
