#include "lib/data/pages/text_pages.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/base/thread_pool.h"
#include "lib/data/pages/page_font.h"
#include "lib/data/pages/prose.h"
#include "lib/data/pages/text_layout.h"
#include "lib/data/random.h"
#include "lib/files/file_writer.h"
#include "lib/media/image/image_encoder.h"

namespace feluda {
namespace {

constexpr int kDotsPerInch = 300;
constexpr uint8_t kPaper = 255;
constexpr double kPi = 3.14159265358979323846;

constexpr char kFontDirectory[] = "/usr/share/fonts/truetype/noto";

// Margins, gutters and the headline, in ems.
constexpr double kMargin = 1.5;
constexpr double kGutter = 1.5;
constexpr int kHeadlineScale = 2;

// The random streams of a seed.
enum Stream : uint64_t { kProse, kHeadline, kNoise };

absl::Status CheckRange(absl::string_view name, double value, double least,
                        double most) {
  if (value >= least && value <= most) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(name, ": must be ", least, " to ", most, ", is ", value));
}

absl::Status Check(const TextPageOptions& options) {
  if (options.languages.empty()) {
    return absl::InvalidArgumentError("languages: must be at least one");
  }
  constexpr int kMaxSide = 32767;
  for (const absl::Status& status :
       {CheckRange("font_size", options.font_size, 8, 400),
        CheckRange("width", options.width, 1, kMaxSide),
        CheckRange("height", options.height, 1, kMaxSide),
        CheckRange("columns", options.columns, 1, 100),
        CheckRange("noise", options.noise, 0, 255),
        CheckRange("skew_degrees", options.skew_degrees, -45, 45),
        CheckRange("jpeg_quality", options.jpeg_quality, 0, 100)}) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::string_view ScriptOf(PageLanguage language) {
  switch (language) {
    case PageLanguage::kHindi:
      return "Devanagari";
    case PageLanguage::kTamil:
      return "Tamil";
    case PageLanguage::kTelugu:
      return "Telugu";
    case PageLanguage::kEnglish:
      break;
  }
  return "";
}

std::string FontFile(const TextPageOptions& options, PageLanguage language) {
  const std::string directory =
      options.font_directory.empty() ? kFontDirectory : options.font_directory;
  const bool serif = options.typeface == PageTypeface::kSerif;
  const bool bold = options.typeface == PageTypeface::kSansBold;
  return absl::StrCat(directory, "/Noto", serif ? "Serif" : "Sans",
                      ScriptOf(language), bold ? "-Bold" : "-Regular", ".ttf");
}

absl::StatusOr<PageFonts> OpenFonts(const TextPageOptions& options, int size) {
  PageFonts fonts;
  for (PageLanguage language : options.languages) {
    if (fonts.count(language) > 0) continue;
    const std::string path = FontFile(options, language);
    absl::StatusOr<PageFont> font = PageFont::Open(path, size);
    if (!font.ok()) {
      return absl::NotFoundError(
          absl::StrCat(font.status().message(),
                       "; install fonts-noto-core or set font_directory"));
    }
    fonts.emplace(language, *std::move(font));
  }
  return fonts;
}

// Turns a point about the page's middle.
PagePoint Turned(PagePoint point, double radians, const Image& page) {
  const double x = point.x - page.width / 2.0;
  const double y = point.y - page.height / 2.0;
  return {page.width / 2.0 + std::cos(radians) * x - std::sin(radians) * y,
          page.height / 2.0 + std::sin(radians) * x + std::cos(radians) * y};
}

void DrawBlock(const TextBlock& block, double radians, PageFonts& fonts,
               Image& page) {
  for (auto& [language, font] : fonts) font.SetSlope(radians);
  for (const PlacedWord& placed : block.words) {
    fonts.at(placed.language)
        .Draw(placed.word, Turned(placed.origin, radians, page), page);
  }
}

void AddNoise(const TextPageOptions& options, Image& page) {
  if (options.noise == 0.0) return;
  const RandomStream random(options.seed, kNoise);
  const float deviation = static_cast<float>(options.noise);
  std::vector<float> errors(page.Stride());
  const uint64_t words_per_row = errors.size() / 2 + errors.size() % 2;
  for (int y = 0; y < page.height; ++y) {
    random.FillNormal(y * words_per_row, absl::MakeSpan(errors));
    uint8_t* const row = page.pixels.data() + y * page.Stride();
    for (size_t x = 0; x < errors.size(); ++x) {
      const float level = row[x] + deviation * errors[x];
      row[x] =
          static_cast<uint8_t>(std::min(255.0f, std::max(0.0f, level + 0.5f)));
    }
  }
}

Image BlankPage(const TextPageOptions& options) {
  Image page;
  page.width = options.width;
  page.height = options.height;
  page.channels = 1;
  page.dots_per_inch = kDotsPerInch;
  page.pixels.assign(page.Stride() * page.height, kPaper);
  return page;
}

// Sets a block and draws it onto the page.
absl::Status AddBlock(const TextPageOptions& options, int font_size,
                      const BlockFrame& frame, Prose& prose, TextPage& page) {
  absl::StatusOr<PageFonts> fonts = OpenFonts(options, font_size);
  if (!fonts.ok()) return fonts.status();
  const TextBlock block =
      SetBlock(prose, *fonts, frame, /*justified=*/options.columns > 1);
  DrawBlock(block, options.skew_degrees * kPi / 180.0, *fonts, page.image);
  if (!page.text.empty() && !block.text.empty()) page.text += '\n';
  page.text += block.text;
  return absl::OkStatus();
}

// Sets one line over all columns, and takes its height from the frame.
absl::Status AddHeadline(const TextPageOptions& options, BlockFrame& frame,
                         TextPage& page) {
  // Noto's lines are at most 1.6 ems.
  constexpr double kLine = 1.7 * kHeadlineScale;
  BlockFrame headline = frame;
  headline.height = std::min(frame.height, kLine * options.font_size);
  frame.top += headline.height;
  frame.height -= headline.height;
  Prose prose({options.languages.front()},
              RandomStream(options.seed, kHeadline));
  return AddBlock(options, kHeadlineScale * options.font_size, headline, prose,
                  page);
}

absl::Status AddColumns(const TextPageOptions& options, const BlockFrame& frame,
                        TextPage& page) {
  const double gutter = kGutter * options.font_size;
  BlockFrame column = frame;
  column.width =
      (frame.width - (options.columns - 1) * gutter) / options.columns;
  Prose prose(options.languages, RandomStream(options.seed, kProse));
  for (int i = 0; i < options.columns; ++i) {
    column.left = frame.left + i * (column.width + gutter);
    absl::Status added =
        AddBlock(options, options.font_size, column, prose, page);
    if (!added.ok()) return added;
  }
  return absl::OkStatus();
}

absl::StatusOr<TextPageFile> WriteTextPage(const NamedTextPage& named,
                                           const std::string& directory) {
  absl::StatusOr<TextPage> page = GenerateTextPage(named.options);
  if (!page.ok()) return page.status();
  const int quality = named.options.jpeg_quality;
  const absl::StatusOr<std::string> image =
      quality > 0 ? EncodeJpeg(page->image, quality) : EncodePng(page->image);
  if (!image.ok()) return image.status();
  TextPageFile file;
  const std::string stem = absl::StrCat(directory, "/", named.name);
  file.image_path = absl::StrCat(stem, quality > 0 ? ".jpg" : ".png");
  file.text_path = absl::StrCat(stem, ".txt");
  file.image_bytes = static_cast<int64_t>(image->size());
  absl::Status written =
      WriteFileWhole(file.image_path, *image, Durability::kUnsynced);
  if (written.ok()) {
    written = WriteFileWhole(file.text_path, page->text, Durability::kUnsynced);
  }
  if (!written.ok()) return written;
  file.text = std::move(page->text);
  return file;
}

}  // namespace

absl::StatusOr<TextPage> GenerateTextPage(const TextPageOptions& options) {
  if (absl::Status s = Check(options); !s.ok()) return s;
  TextPage page;
  page.image = BlankPage(options);
  const double margin = kMargin * options.font_size;
  BlockFrame frame = {margin, margin, options.width - 2 * margin,
                      options.height - 2 * margin};
  absl::Status status = absl::OkStatus();
  if (options.columns > 1) status = AddHeadline(options, frame, page);
  if (status.ok()) status = AddColumns(options, frame, page);
  if (!status.ok()) return status;
  AddNoise(options, page.image);
  return page;
}

absl::StatusOr<std::vector<TextPageFile>> WriteTextPages(
    absl::Span<const NamedTextPage> pages, const std::string& directory,
    int threads) {
  std::vector<absl::StatusOr<TextPageFile>> written(pages.size());
  ThreadPool pool(threads);
  pool.ParallelFor(pages.size(), /*grain=*/1, [&](size_t page, size_t) {
    written[page] = WriteTextPage(pages[page], directory);
  });
  std::vector<TextPageFile> files;
  for (absl::StatusOr<TextPageFile>& file : written) {
    if (!file.ok()) return file.status();
    files.push_back(*std::move(file));
  }
  return files;
}

}  // namespace feluda
