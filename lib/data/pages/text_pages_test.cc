#include "lib/data/pages/text_pages.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"
#include "lib/data/pages/word_lists.h"
#include "lib/files/file_bytes.h"
#include "lib/media/image/image.h"
#include "lib/media/image/image_reader.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TextPageOptions Small(PageLanguage language) {
  TextPageOptions options;
  options.languages = {language};
  options.font_size = 24;
  options.width = 300;
  options.height = 140;
  return options;
}

TextPage Generated(const TextPageOptions& options) {
  absl::StatusOr<TextPage> page = GenerateTextPage(options);
  EXPECT_TRUE(page.ok()) << page.status();
  return page.ok() ? *std::move(page) : TextPage();
}

// Counts the pixels darker than mid-grey.
int64_t Dark(const Image& page) {
  return std::count_if(page.pixels.begin(), page.pixels.end(),
                       [](uint8_t level) { return level < 128; });
}

TEST(TextPagesTest, ShowTextInEveryLanguage) {
  for (PageLanguage language : kPageLanguages) {
    const TextPage page = Generated(Small(language));
    EXPECT_TRUE(Validate(page.image).ok());
    EXPECT_EQ(page.image.width, 300);
    EXPECT_EQ(page.image.height, 140);
    EXPECT_EQ(page.image.dots_per_inch, 300);
    // Ink covers a few percent of a printed page.
    EXPECT_GT(Dark(page.image), 300) << CodeOf(language);
    EXPECT_LT(Dark(page.image), 8400) << CodeOf(language);
    EXPECT_EQ(std::count(page.text.begin(), page.text.end(), '\n'), 2)
        << page.text;
  }
}

TEST(TextPagesTest, TheTextIsWordsOfTheLanguage) {
  const TextPage page = Generated(Small(PageLanguage::kTelugu));
  const auto words = WordsOf(PageLanguage::kTelugu);
  const std::vector<std::string> found =
      absl::StrSplit(page.text, absl::ByAnyChar(" \n."), absl::SkipEmpty());
  EXPECT_GE(found.size(), 4u);
  for (const std::string& word : found) {
    EXPECT_NE(std::find(words.begin(), words.end(), word), words.end()) << word;
  }
}

TEST(TextPagesTest, AreTheSameForTheSameSeedAlone) {
  TextPageOptions options = Small(PageLanguage::kHindi);
  options.noise = 10.0;
  const TextPage page = Generated(options);
  EXPECT_EQ(Generated(options).image.pixels, page.image.pixels);
  options.seed = 43;
  EXPECT_NE(Generated(options).text, page.text);
}

TEST(TextPagesTest, ParametersChangeThePictureButNotTheText) {
  const TextPageOptions plain = Small(PageLanguage::kTamil);
  const TextPage page = Generated(plain);
  TextPageOptions noisy = plain, skewed = plain;
  noisy.noise = 20.0;
  skewed.skew_degrees = 3.0;
  for (const TextPageOptions& options : {noisy, skewed}) {
    const TextPage changed = Generated(options);
    EXPECT_EQ(changed.text, page.text);
    EXPECT_NE(changed.image.pixels, page.image.pixels);
  }
  for (PageTypeface typeface :
       {PageTypeface::kSansBold, PageTypeface::kSerif}) {
    TextPageOptions options = plain;
    options.typeface = typeface;
    EXPECT_NE(Generated(options).image.pixels, page.image.pixels);
  }
  EXPECT_GT(Dark(Generated(skewed).image), Dark(page.image) * 3 / 4);
}

TEST(TextPagesTest, MixedPagesHaveEveryLanguage) {
  TextPageOptions options;
  options.languages.assign(std::begin(kPageLanguages),
                           std::end(kPageLanguages));
  options.font_size = 16;
  const std::string text = Generated(options).text;
  for (PageLanguage language : kPageLanguages) {
    EXPECT_TRUE(std::any_of(
        WordsOf(language).begin(), WordsOf(language).end(),
        [&](absl::string_view word) { return absl::StrContains(text, word); }))
        << CodeOf(language);
  }
}

// The gutter is white from below the headline to the foot.
TEST(TextPagesTest, ColumnsStandBesideEachOther) {
  TextPageOptions options;
  options.font_size = 20;
  options.columns = 2;
  const TextPage page = Generated(options);
  const size_t headline_end = page.text.find("\n\n");
  EXPECT_EQ(page.text.find('\n'), headline_end);
  for (int y = 150; y < 700; ++y) {
    EXPECT_EQ(page.image.pixels[y * page.image.Stride() + 500], 255) << y;
  }
  TextPageOptions single = options;
  single.columns = 1;
  EXPECT_NE(Generated(single).text, page.text);
}

TEST(TextPagesTest, FilesAreWrittenWithTheTextBeside) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  NamedTextPage png = {"a", Small(PageLanguage::kEnglish)};
  NamedTextPage jpeg = {"b", Small(PageLanguage::kHindi)};
  jpeg.options.jpeg_quality = 80;
  const auto files = WriteTextPages({png, jpeg}, directory->path(), 2);
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ((*files)[0].image_path, directory->PathOf("a.png"));
  EXPECT_EQ((*files)[1].image_path, directory->PathOf("b.jpg"));
  for (const TextPageFile& file : *files) {
    EXPECT_EQ(*ReadFileBytes(file.text_path, 10000), file.text);
    EXPECT_EQ(
        static_cast<int64_t>(ReadFileBytes(file.image_path, 1'000'000)->size()),
        file.image_bytes);
    EXPECT_EQ(ReadImage(file.image_path)->width, 300);
  }
  EXPECT_EQ(ReadImage((*files)[0].image_path)->pixels,
            Generated(png.options).image.pixels);
}

TEST(TextPagesTest, AFontThatIsMissingIsNamedWithItsPackage) {
  TextPageOptions options = Small(PageLanguage::kTamil);
  options.font_directory = "/missing";
  const absl::Status status = GenerateTextPage(options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(status.message()),
              StartsWith("/missing/NotoSansTamil-Regular.ttf"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("fonts-noto-core"));
}

TEST(TextPagesTest, RefuseParametersOutOfRange) {
  const struct {
    const char* member;
    void (*spoil)(TextPageOptions&);
  } cases[] = {
      {"languages", [](TextPageOptions& o) { o.languages.clear(); }},
      {"font_size", [](TextPageOptions& o) { o.font_size = 7; }},
      {"width", [](TextPageOptions& o) { o.width = 0; }},
      {"height", [](TextPageOptions& o) { o.height = 40000; }},
      {"columns", [](TextPageOptions& o) { o.columns = 0; }},
      {"noise", [](TextPageOptions& o) { o.noise = -1; }},
      {"skew_degrees", [](TextPageOptions& o) { o.skew_degrees = 90; }},
      {"jpeg_quality", [](TextPageOptions& o) { o.jpeg_quality = 101; }},
  };
  for (const auto& c : cases) {
    TextPageOptions options;
    c.spoil(options);
    const absl::Status status = GenerateTextPage(options).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(status.message()),
                StartsWith(absl::StrCat(c.member, ":")));
  }
}

// Too small for a word, or for a line.
TEST(TextPagesTest, SmallPagesAreBlank) {
  TextPageOptions options;
  for (int side : {1, 50, 120}) {
    options.width = options.height = side;
    const TextPage page = Generated(options);
    EXPECT_EQ(page.text, "");
    EXPECT_EQ(Dark(page.image), 0);
  }
}

}  // namespace
}  // namespace feluda
