// A font at a size. HarfBuzz shapes its words (ligatures, conjuncts, vowel
// signs), FreeType draws them.
//
//   absl::StatusOr<PageFont> font = PageFont::Open(path, /*pixels_per_em=*/36);
//   const ShapedWord word = font->Shape("समाचार");
//   font->Draw(word, {x, baseline}, page);  // word.width pixels wide
//
// Glyphs are not hinted and stand at whole pixels, so a page's bytes depend on
// the font file and FreeType's rasterizer alone.
//
// Threads: one at a time for a font, any number of fonts. Peak memory: those of
// the font's tables that are used, and a byte for each pixel of every glyph
// drawn so far.

#ifndef LIB_DATA_PAGES_PAGE_FONT_H_
#define LIB_DATA_PAGES_PAGE_FONT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/media/image/image.h"

namespace feluda {

struct ShapedGlyph {
  uint32_t index = 0;
  // The glyph's origin, in pixels from the word's left end on the baseline; y
  // points downwards.
  double x = 0.0;
  double y = 0.0;
};

struct ShapedWord {
  std::vector<ShapedGlyph> glyphs;
  // How far the word moves the pen, in pixels.
  double width = 0.0;
  // Whether the font has a glyph for every character.
  bool complete = true;
};

struct PagePoint {
  double x = 0.0;
  double y = 0.0;
};

class PageFont {
 public:
  // Opens a font file. Error messages begin with the path.
  static absl::StatusOr<PageFont> Open(const std::string& path,
                                       int pixels_per_em);

  PageFont(PageFont&&) noexcept;
  PageFont& operator=(PageFont&&) noexcept;
  ~PageFont();

  ShapedWord Shape(absl::string_view utf8) const;

  // The distances from baseline to baseline, and from a line's top to its
  // baseline, in pixels.
  double LineHeight() const;
  double Ascent() const;

  // Turns all that is drawn from now on clockwise by that angle.
  void SetSlope(double radians);

  // Draws in black onto a grey image. What lies outside of it is cut off.
  void Draw(const ShapedWord& word, PagePoint origin, Image& page);

 private:
  struct Faces;

  explicit PageFont(std::unique_ptr<Faces> faces);

  std::unique_ptr<Faces> faces_;
};

}  // namespace feluda

#endif  // LIB_DATA_PAGES_PAGE_FONT_H_
