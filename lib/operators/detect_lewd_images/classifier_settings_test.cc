#include "lib/operators/detect_lewd_images/classifier_settings.h"

#include <cmath>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

using Settings = ClassifierSettings;

TEST(ClassifierSettingsTest, AreBumblesByDefault) {
  const auto settings = ParseClassifierSettings("{}", "a.json");
  ASSERT_TRUE(settings.ok()) << settings.status();
  EXPECT_EQ(settings->input_size, 480);
  EXPECT_EQ(settings->resizing, Settings::Resizing::kPad);
  EXPECT_EQ(settings->padding, 128);
  EXPECT_EQ(settings->scaling.divisor, 1.0f);
  EXPECT_THAT(settings->scaling.mean, ElementsAre(128, 128, 128));
  EXPECT_THAT(settings->scaling.deviation, ElementsAre(128, 128, 128));
  EXPECT_EQ(settings->layout, Settings::Layout::kAuto);
  EXPECT_THAT(settings->classes, ElementsAre(0));
}

TEST(ClassifierSettingsTest, TakeEachKey) {
  const auto settings = ParseClassifierSettings(
      R"({"input_size": 224, "resize": "crop", "filter": "bicubic",
          "padding": 0, "divisor": 255, "mean": [0.1, 0.2, 0.3],
          "deviation": 0.5, "layout": "nhwc", "output": "probabilities",
          "classes": [1, 3], "activation": "softmax"})",
      "a.json");
  ASSERT_TRUE(settings.ok()) << settings.status();
  EXPECT_EQ(settings->input_size, 224);
  EXPECT_EQ(settings->resizing, Settings::Resizing::kCrop);
  EXPECT_EQ(settings->filter, ResizeFilter::kBicubic);
  EXPECT_EQ(settings->padding, 0);
  EXPECT_EQ(settings->scaling.divisor, 255.0f);
  EXPECT_THAT(settings->scaling.mean, ElementsAre(0.1f, 0.2f, 0.3f));
  EXPECT_THAT(settings->scaling.deviation, ElementsAre(0.5f, 0.5f, 0.5f));
  EXPECT_EQ(settings->layout, Settings::Layout::kInterleaved);
  EXPECT_EQ(settings->output, "probabilities");
  EXPECT_THAT(settings->classes, ElementsAre(1, 3));
  EXPECT_EQ(settings->activation, Settings::Activation::kSoftmax);
}

TEST(ClassifierSettingsTest, NameWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"[1]", "must be a JSON object"},
      {"{", "must be a JSON object"},
      {R"({"input_size": 8})",
       R"("input_size" must be a whole number from 16 to 2048, is 8)"},
      {R"({"input_size": 1e3})", R"(is 1000.0)"},
      {R"({"resize": "fill"})",
       R"("resize" must be "pad" or "crop" or "stretch", is "fill")"},
      {R"({"mean": [1, 2]})", "three for red, green and blue, is [1,2]"},
      {R"({"mean": 1e99})", R"("mean" must be a number)"},
      {R"({"deviation": 0})", "a number other than 0"},
      {R"({"divisor": [1, 0, 1]})", "a number other than 0"},
      {R"({"classes": []})", "a list of places"},
      {R"({"classes": [-1]})", "a list of places"},
      {R"({"output": 1})", R"("output" must be text)"},
      {R"({"siez": 3})", R"(has a key "siez", which is none of: input_size)"},
  };
  for (const auto& [json, message] : cases) {
    const absl::Status status =
        ParseClassifierSettings(json, "a.json").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << json;
    EXPECT_THAT(std::string(status.message()),
                AllOf(StartsWith("a.json: "), HasSubstr(message)));
  }
}

TEST(ClassifierSettingsTest, AreReadFromAFileIfThereIsOne) {
  const TemporaryDirectory directory;
  const std::string path = directory.path() / "a.json";
  EXPECT_EQ(ReadClassifierSettings(path)->input_size, 480);
  std::ofstream(path) << R"({"input_size": 32})";
  EXPECT_EQ(ReadClassifierSettings(path)->input_size, 32);
}

TEST(ProbabilityOfTest, SumsTheClasses) {
  Settings settings;
  settings.classes = {0, 2};
  EXPECT_FLOAT_EQ(ProbabilityOf(settings, {0.25f, 9.0f, 0.5f}), 0.75f);
  settings.activation = Settings::Activation::kSoftmax;
  EXPECT_FLOAT_EQ(ProbabilityOf(settings, {100.0f, 100.0f, 100.0f}),
                  2.0f / 3.0f);
  settings.activation = Settings::Activation::kSigmoid;
  settings.classes = {1};
  EXPECT_FLOAT_EQ(ProbabilityOf(settings, {0.0f, 0.0f}), 0.5f);
  settings.classes = {2};
  EXPECT_TRUE(std::isnan(ProbabilityOf(settings, {0.0f, 0.0f})));
}

}  // namespace
}  // namespace feluda
