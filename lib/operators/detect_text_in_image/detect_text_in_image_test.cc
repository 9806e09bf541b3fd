#include "lib/operators/detect_text_in_image/detect_text_in_image.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "leptonica/allheaders.h"
#include "lib/base/facts.h"
#include "lib/data/media_directory.h"
#include "lib/data/pages/text_pages.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_encoder.h"
#include "lib/media/image/image_input.h"
#include "lib/media/image/pix.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::StartsWith;

using Config = DetectTextInImage::Config;

Config Only(const std::string& language) {
  Config config;
  config.languages = {language};
  return config;
}

std::unique_ptr<DetectTextInImage> Made(const Config& config) {
  auto made = DetectTextInImage::Create(config);
  EXPECT_TRUE(made.ok()) << made.status();
  return made.ok() ? *std::move(made) : nullptr;
}

// An operator that all tests share, since loading takes time.
DetectTextInImage& English() {
  static const auto* const english =
      new std::unique_ptr<DetectTextInImage>(Made(Only("eng")));
  return **english;
}

// A page with one line of a few words.
TextPage Line(PageLanguage language, uint64_t seed = 42) {
  TextPageOptions options;
  options.languages = {language};
  options.font_size = 32;
  options.width = 400;
  options.height = 160;
  options.seed = seed;
  absl::StatusOr<TextPage> page = GenerateTextPage(options);
  EXPECT_TRUE(page.ok()) << page.status();
  return page.ok() ? *std::move(page) : TextPage();
}

std::string TextIn(DetectTextInImage& ocr, const ImageInput& input) {
  const auto found = ocr.Run(input);
  EXPECT_TRUE(found.ok()) << found.status();
  return found.ok() ? found->text : "";
}

class DetectTextInImageTest : public ::testing::Test {
 protected:
  DetectTextInImageTest() : directory_(*MediaDirectory::Create()) {}

  std::string Write(const std::string& name, const std::string& contents) {
    std::string path = directory_.PathOf(name);
    std::ofstream(path, std::ios::binary) << contents;
    return path;
  }

  const MediaDirectory directory_;
};

TEST_F(DetectTextInImageTest, ReadsEnglish) {
  const TextPage line = Line(PageLanguage::kEnglish);
  const auto found = English().Run(line.image);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->text, line.text);
  EXPECT_EQ(std::get<double>(found->facts.at("pages")), 1.0);
  EXPECT_EQ(std::get<double>(found->facts.at("characters")),
            static_cast<double>(line.text.size()));
  EXPECT_GT(std::get<double>(found->facts.at("mean_confidence")), 50.0);
}

TEST_F(DetectTextInImageTest, CountsCharactersNotBytes) {
  const TextPage line = Line(PageLanguage::kHindi);
  const auto found = Made(Only("hin"))->Run(line.image);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->text, line.text);
  EXPECT_LT(std::get<double>(found->facts.at("characters")),
            line.text.size() / 2.0);
}

TEST_F(DetectTextInImageTest, ReadsTheSameFromAFileAsFromMemory) {
  const TextPage line = Line(PageLanguage::kEnglish);
  const std::string path = Write("line.png", *EncodePng(line.image));
  EXPECT_EQ(TextIn(English(), ImageFile{path}), line.text);
  EXPECT_EQ(TextIn(English(), line.image), line.text);
}

TEST_F(DetectTextInImageTest, JoinsThePagesOfATiffByFormFeeds) {
  const std::string path = directory_.PathOf("pages.tif");
  const TextPage first = Line(PageLanguage::kEnglish, 1);
  const TextPage second = Line(PageLanguage::kEnglish, 2);
  pixWriteTiff(path.c_str(), ToPix(first.image)->get(), IFF_TIFF_LZW, "w");
  pixWriteTiff(path.c_str(), ToPix(second.image)->get(), IFF_TIFF_LZW, "a");
  const auto found = English().Run(ImageFile{path});
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->text, absl::StrCat(first.text, "\f", second.text));
  EXPECT_EQ(std::get<double>(found->facts.at("pages")), 2.0);
}

TEST_F(DetectTextInImageTest, FindsNoTextOnABlankPage) {
  Image blank = Line(PageLanguage::kEnglish).image;
  blank.pixels.assign(blank.pixels.size(), 255);
  const auto found = English().Run(blank);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->text.find_first_not_of(" \n"), std::string::npos);
  EXPECT_EQ(found->facts.count("mean_confidence"), 0u);
}

TEST_F(DetectTextInImageTest, ForgetsThePageBefore) {
  const TextPage a = Line(PageLanguage::kEnglish, 1);
  const TextPage b = Line(PageLanguage::kEnglish, 2);
  EXPECT_EQ(TextIn(English(), a.image), a.text);
  EXPECT_EQ(TextIn(English(), b.image), b.text);
  EXPECT_EQ(TextIn(English(), a.image), a.text);
}

// Tesseract by itself would run on four threads.
TEST_F(DetectTextInImageTest, StartsNoThread) {
  const auto ocr = Made(Only("eng"));
  const auto threads = [] {
    return std::distance(fs::directory_iterator("/proc/self/task"),
                         fs::directory_iterator());
  };
  const auto before = threads();
  TextIn(*ocr, Line(PageLanguage::kEnglish).image);
  EXPECT_EQ(threads(), before);
}

TEST_F(DetectTextInImageTest, SeveralRunInSeveralThreads) {
  const TextPage lines[] = {Line(PageLanguage::kEnglish, 1),
                            Line(PageLanguage::kEnglish, 2)};
  std::string texts[2];
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&lines, &texts, i] {
      texts[i] = TextIn(*Made(Only("eng")), lines[i].image);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(texts[0], lines[0].text);
  EXPECT_EQ(texts[1], lines[1].text);
}

TEST_F(DetectTextInImageTest, NamesTheLanguageThatIsMissing) {
  Config config;
  config.languages = {"eng", "xyz_old"};
  const absl::Status status = DetectTextInImage::Create(config).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()), HasSubstr("no xyz_old "));
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("tesseract-ocr-xyz-old"));
}

TEST_F(DetectTextInImageTest, MakesDoWithFewerLanguagesWhereAllowed) {
  Config config;
  config.languages = {"xyz", "eng"};
  config.allow_missing_languages = true;
  const Facts state = Made(config)->State();
  EXPECT_EQ(std::get<std::string>(state.at("languages")), "eng");
  config.languages = {"xyz"};
  EXPECT_EQ(DetectTextInImage::Create(config).status().code(),
            absl::StatusCode::kNotFound);
  config = Only("eng");
  config.tessdata_directory = "/missing";
  EXPECT_THAT(std::string(DetectTextInImage::Create(config).status().message()),
              HasSubstr("/missing"));
}

TEST_F(DetectTextInImageTest, RefusesToFindOrientationWithoutTheData) {
  const std::string installed =
      "/usr/share/tesseract-ocr/5/tessdata/eng.traineddata";
  if (!fs::exists(installed)) GTEST_SKIP() << "needs " << installed;
  fs::create_symlink(installed, directory_.PathOf("eng.traineddata"));
  Config config = Only("eng");
  config.tessdata_directory = directory_.path();
  config.psm = 12;
  const absl::Status status = DetectTextInImage::Create(config).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(
      std::string(status.message()),
      HasSubstr(absl::StrCat("tessdata_directory is ", directory_.path())));
  EXPECT_THAT(std::string(status.message()), HasSubstr("tesseract-ocr-osd"));
}

TEST_F(DetectTextInImageTest, RefusesParametersOutOfRange) {
  const struct {
    const char* member;
    void (*spoil)(Config&);
  } cases[] = {
      {"languages", [](Config& c) { c.languages.clear(); }},
      {"languages", [](Config& c) { c.languages = {"eng+hin"}; }},
      {"languages", [](Config& c) { c.languages = {""}; }},
      {"psm", [](Config& c) { c.psm = 0; }},
      {"psm", [](Config& c) { c.psm = 2; }},
      {"psm", [](Config& c) { c.psm = 14; }},
      {"oem", [](Config& c) { c.oem = -1; }},
      {"oem", [](Config& c) { c.oem = 4; }},
  };
  for (const auto& c : cases) {
    Config config;
    c.spoil(config);
    const absl::Status status = DetectTextInImage::Create(config).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                StartsWith(absl::StrCat(c.member, ":")));
  }
}

TEST_F(DetectTextInImageTest, NamesTheFileThatItCannotRead) {
  const std::string whole = *EncodePng(Line(PageLanguage::kEnglish).image);
  for (const std::string& path :
       {directory_.PathOf("missing.png"), directory_.path(),
        Write("empty.png", ""), Write("list.txt", "/etc/hostname\n"),
        Write("half.png", whole.substr(0, whole.size() / 2))}) {
    const absl::Status status = English().Run(ImageFile{path}).status();
    EXPECT_FALSE(status.ok()) << path;
    EXPECT_THAT(std::string(status.message()), StartsWith(path + ": "));
  }
}

TEST_F(DetectTextInImageTest, RefusesImagesThatAreTooLongForTesseract) {
  Image image;
  image.width = 32768;
  image.height = 1;
  image.channels = 1;
  image.pixels.resize(32768);
  const absl::Status status = English().Run(image).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()), HasSubstr("32768 x 1"));
}

TEST_F(DetectTextInImageTest, RemovesTheInputWhereAsked) {
  const std::string good =
      Write("a.png", *EncodePng(Line(PageLanguage::kEnglish).image));
  const std::string bad = Write("b.png", "no image");
  EXPECT_TRUE(English().Run(ImageFile{good}).ok());
  EXPECT_TRUE(fs::exists(good));
  Config config = Only("eng");
  config.remove_after_processing = true;
  const auto ocr = Made(config);
  EXPECT_TRUE(ocr->Run(ImageFile{good}).ok());
  EXPECT_FALSE(ocr->Run(ImageFile{bad}).ok());
  EXPECT_FALSE(fs::exists(good));
  EXPECT_FALSE(fs::exists(bad));
}

TEST_F(DetectTextInImageTest, TellsItsParameters) {
  Config config = Only("eng");
  config.psm = 7;
  const Facts state = Made(config)->State();
  EXPECT_EQ(std::get<std::string>(state.at("languages")), "eng");
  EXPECT_EQ(std::get<double>(state.at("psm")), 7.0);
  EXPECT_EQ(std::get<double>(state.at("oem")), 1.0);
  EXPECT_EQ(std::get<double>(state.at("threads")), 1.0);
  EXPECT_FALSE(std::get<std::string>(state.at("tesseract")).empty());
}

TEST_F(DetectTextInImageTest, DoesNotRunAfterCleanup) {
  const auto ocr = Made(Only("eng"));
  ocr->Cleanup();
  EXPECT_EQ(ocr->Run(Line(PageLanguage::kEnglish).image).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace feluda
