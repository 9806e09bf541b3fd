// Made-up pages of text with the true text beside each: English, Hindi, Tamil
// and Telugu, one or all of them on a page, in one column or, as newspapers
// have it, under a headline in several; skewed and noisy as scans are.
//
//   TextPageOptions options;
//   options.languages = {PageLanguage::kHindi};
//   options.noise = 8.0;
//   absl::StatusOr<TextPage> page = GenerateTextPage(options);
//   if (page.ok()) Compare(page->text, ReadTextIn(page->image));
//
// The same options give the same bytes wherever the fonts and FreeType are the
// same; the text is the same everywhere fonts have the same widths.
//
// Errors: InvalidArgumentError that names the member; NotFoundError, with the
// package to install, for a font that is missing. Threads: any number. Peak
// memory: one byte a pixel, and some 3 MB for fonts.

#ifndef LIB_DATA_PAGES_TEXT_PAGES_H_
#define LIB_DATA_PAGES_TEXT_PAGES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "lib/data/pages/word_lists.h"
#include "lib/media/image/image.h"

namespace feluda {

enum class PageTypeface { kSans, kSansBold, kSerif };

struct TextPageOptions {
  // Paragraphs take turns through them.
  std::vector<PageLanguage> languages = {PageLanguage::kEnglish};
  PageTypeface typeface = PageTypeface::kSans;
  // Pixels of the em; 40 are 10 points at 300 dots per inch. 8 to 400.
  int font_size = 40;
  // In pixels, up to 32767 each.
  int width = 1000;
  int height = 700;
  // Above 1: a headline over all, then columns set to full width.
  int columns = 1;
  // Standard deviation of the grey levels' error, of 255.
  double noise = 0.0;
  // By which the page is turned, clockwise, -45 to 45.
  double skew_degrees = 0.0;
  // Of the file: 1 to 100 for JPEG; 0 is PNG, which loses nothing.
  int jpeg_quality = 0;
  uint64_t seed = 42;
  // Where Noto's .ttf files are; of the package fonts-noto-core where empty.
  std::string font_directory;
};

struct TextPage {
  // Grey, of 300 dots per inch.
  Image image;
  // Lines in reading order, column by column, each with its line feed; an empty
  // line between paragraphs. Unicode NFC.
  std::string text;
};

absl::StatusOr<TextPage> GenerateTextPage(const TextPageOptions& options);

struct TextPageFile {
  // Absolute if the directory is.
  std::string image_path;
  std::string text_path;
  std::string text;
  int64_t image_bytes = 0;
};

struct NamedTextPage {
  // The files are `name.png` or `name.jpg`, and `name.txt`.
  std::string name;
  TextPageOptions options;
};

// Generates pages and writes each, whole or not at all, into the directory.
// `threads`: 0 takes all CPUs; the bytes are the same for any number.
absl::StatusOr<std::vector<TextPageFile>> WriteTextPages(
    absl::Span<const NamedTextPage> pages, const std::string& directory,
    int threads = 0);

}  // namespace feluda

#endif  // LIB_DATA_PAGES_TEXT_PAGES_H_
