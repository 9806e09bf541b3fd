// Generates pages of text, each with its true text: in English, Hindi, Tamil
// and Telugu, one or several of them on a page; in one column or, as in
// newspapers, in several columns under a headline; skewed and noisy, as scans
// are.
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
  // The paragraphs take them in turn.
  std::vector<PageLanguage> languages = {PageLanguage::kEnglish};
  PageTypeface typeface = PageTypeface::kSans;
  // Pixels per em, 8 to 400; 40 are 10 points at 300 dots per inch.
  int font_size = 40;
  // The size in pixels, up to 32767 each.
  int width = 1000;
  int height = 700;
  // If above 1, the page has a headline over justified columns.
  int columns = 1;
  // The standard deviation of the noise, in grey levels of 0 to 255.
  double noise = 0.0;
  // The angle by which the page is turned clockwise, -45 to 45.
  double skew_degrees = 0.0;
  // 1 to 100 writes a JPEG file of that quality; 0 writes PNG, which is
  // lossless.
  int jpeg_quality = 0;
  uint64_t seed = 42;
  // The directory of Noto's .ttf files; if empty, that of Debian's package
  // fonts-noto-core.
  std::string font_directory;
};

struct TextPage {
  // A grey image with a resolution of 300 dots per inch.
  Image image;
  // The lines in reading order, column by column, each with a line feed, and an
  // empty line between paragraphs; in Unicode NFC.
  std::string text;
};

absl::StatusOr<TextPage> GenerateTextPage(const TextPageOptions& options);

struct TextPageFile {
  // The paths are absolute if the directory is.
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
