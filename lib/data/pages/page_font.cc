#include "lib/data/pages/page_font.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "ft2build.h"
#include "hb-ft.h"
#include "hb.h"
#include FT_FREETYPE_H

namespace feluda {
namespace {

// FreeType and HarfBuzz count in 64ths of a pixel.
constexpr double kSubpixels = 64.0;

struct DoneLibrary {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};

struct DoneFace {
  void operator()(FT_Face face) const { FT_Done_Face(face); }
};

struct DestroyFont {
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

struct DestroyBuffer {
  void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

// The darkness of each pixel of a glyph.
struct Bitmap {
  // The offset of the upper left pixel from the glyph's origin.
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
  std::vector<uint8_t> darkness;
};

Bitmap Rasterize(FT_Face face, uint32_t glyph) {
  Bitmap bitmap;
  if (FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_RENDER) != 0) {
    return bitmap;
  }
  const FT_GlyphSlot slot = face->glyph;
  bitmap.left = slot->bitmap_left;
  bitmap.top = -slot->bitmap_top;
  bitmap.width = static_cast<int>(slot->bitmap.width);
  bitmap.height = static_cast<int>(slot->bitmap.rows);
  for (int y = 0; y < bitmap.height; ++y) {
    const uint8_t* const row = slot->bitmap.buffer + y * slot->bitmap.pitch;
    bitmap.darkness.insert(bitmap.darkness.end(), row, row + bitmap.width);
  }
  return bitmap;
}

void Darken(const Bitmap& bitmap, int left, int top, Image& page) {
  const int first_x = std::max(0, -left), first_y = std::max(0, -top);
  const int end_x = std::min(bitmap.width, page.width - left);
  const int end_y = std::min(bitmap.height, page.height - top);
  for (int y = first_y; y < end_y; ++y) {
    uint8_t* const row = page.pixels.data() + (top + y) * page.Stride() + left;
    const uint8_t* const darkness = bitmap.darkness.data() + y * bitmap.width;
    for (int x = first_x; x < end_x; ++x) {
      row[x] = static_cast<uint8_t>(row[x] * (255 - darkness[x]) / 255);
    }
  }
}

}  // namespace

struct PageFont::Faces {
  std::unique_ptr<FT_LibraryRec_, DoneLibrary> library;
  std::unique_ptr<FT_FaceRec_, DoneFace> face;
  std::unique_ptr<hb_font_t, DestroyFont> shaper;
  double cosine = 1.0;
  double sine = 0.0;
  std::map<uint32_t, Bitmap> drawn;
};

PageFont::PageFont(std::unique_ptr<Faces> faces) : faces_(std::move(faces)) {}
PageFont::PageFont(PageFont&&) noexcept = default;
PageFont& PageFont::operator=(PageFont&&) noexcept = default;
PageFont::~PageFont() = default;

absl::StatusOr<PageFont> PageFont::Open(const std::string& path,
                                        int pixels_per_em) {
  auto faces = std::make_unique<Faces>();
  FT_Library library = nullptr;
  if (FT_Init_FreeType(&library) != 0) {
    return absl::ResourceExhaustedError("FreeType does not start");
  }
  faces->library.reset(library);
  FT_Face face = nullptr;
  if (FT_New_Face(library, path.c_str(), /*face_index=*/0, &face) != 0) {
    return absl::NotFoundError(absl::StrCat(path, ": is no font"));
  }
  faces->face.reset(face);
  if (FT_Set_Pixel_Sizes(face, 0, pixels_per_em) != 0) {
    return absl::InvalidArgumentError(absl::StrCat(
        path, ": has no size of ", pixels_per_em, " pixels per em"));
  }
  faces->shaper.reset(hb_ft_font_create(face, /*destroy=*/nullptr));
  hb_ft_font_set_load_flags(faces->shaper.get(), FT_LOAD_NO_HINTING);
  return PageFont(std::move(faces));
}

ShapedWord PageFont::Shape(absl::string_view utf8) const {
  const std::unique_ptr<hb_buffer_t, DestroyBuffer> buffer(hb_buffer_create());
  const int size = static_cast<int>(utf8.size());
  hb_buffer_add_utf8(buffer.get(), utf8.data(), size, 0, size);
  hb_buffer_guess_segment_properties(buffer.get());
  hb_shape(faces_->shaper.get(), buffer.get(), nullptr, 0);
  unsigned count = 0;
  const hb_glyph_info_t* const glyphs =
      hb_buffer_get_glyph_infos(buffer.get(), &count);
  const hb_glyph_position_t* const positions =
      hb_buffer_get_glyph_positions(buffer.get(), &count);
  ShapedWord word;
  for (unsigned i = 0; i < count; ++i) {
    word.glyphs.push_back({glyphs[i].codepoint,
                           word.width + positions[i].x_offset / kSubpixels,
                           -positions[i].y_offset / kSubpixels});
    word.width += positions[i].x_advance / kSubpixels;
    word.complete = word.complete && glyphs[i].codepoint != 0;
  }
  return word;
}

double PageFont::LineHeight() const {
  return faces_->face->size->metrics.height / kSubpixels;
}

double PageFont::Ascent() const {
  return faces_->face->size->metrics.ascender / kSubpixels;
}

void PageFont::SetSlope(double radians) {
  constexpr double kFixedPoint = 65536.0;
  faces_->cosine = std::cos(radians);
  faces_->sine = std::sin(radians);
  const FT_Fixed cosine = std::lround(faces_->cosine * kFixedPoint);
  const FT_Fixed sine = std::lround(faces_->sine * kFixedPoint);
  // FreeType's y points upwards.
  FT_Matrix turn = {cosine, sine, -sine, cosine};
  faces_->drawn.clear();
  FT_Set_Transform(faces_->face.get(), &turn, nullptr);
}

void PageFont::Draw(const ShapedWord& word, PagePoint origin, Image& page) {
  for (const ShapedGlyph& glyph : word.glyphs) {
    auto found = faces_->drawn.find(glyph.index);
    if (found == faces_->drawn.end()) {
      const Bitmap bitmap = Rasterize(faces_->face.get(), glyph.index);
      found = faces_->drawn.emplace(glyph.index, bitmap).first;
    }
    const double x =
        origin.x + faces_->cosine * glyph.x - faces_->sine * glyph.y;
    const double y =
        origin.y + faces_->sine * glyph.x + faces_->cosine * glyph.y;
    Darken(found->second, static_cast<int>(std::lround(x)) + found->second.left,
           static_cast<int>(std::lround(y)) + found->second.top, page);
  }
}

}  // namespace feluda
