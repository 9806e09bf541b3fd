#include "lib/media/image/pix.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "leptonica/allheaders.h"
#include "lib/media/image/jpeg_markers.h"
#include "lib/media/image/leptonica_errors.h"

namespace feluda {
namespace {

// What a file's header says about its image or one of its pages.
struct Head {
  int format = IFF_UNKNOWN;
  int width = 0;
  int height = 0;
};

const uint8_t* Data(absl::string_view bytes) {
  return reinterpret_cast<const uint8_t*>(bytes.data());
}

// An extended WebP says in its flags that it is animated.
bool IsAnimatedWebp(absl::string_view bytes) {
  constexpr size_t kFlags = 20;
  constexpr char kAnimation = 0x02;
  return bytes.size() > kFlags && bytes.substr(8, 8) == "WEBPVP8X" &&
         (bytes[kFlags] & kAnimation) != 0;
}

absl::Status NoImage(absl::string_view name) {
  return absl::InvalidArgumentError(absl::StrCat(
      name,
      ": is no image in a format known here: JPEG, PNG, WebP, TIFF, BMP, "
      "GIF, PNM and JPEG 2000"));
}

absl::StatusOr<int> FormatOf(absl::string_view bytes, absl::string_view name) {
  // Leptonica compares up to 12 bytes, without asking for their number.
  constexpr size_t kMaxSignature = 12;
  int format = IFF_UNKNOWN;
  if (bytes.size() < kMaxSignature ||
      findFileFormatBuffer(Data(bytes), &format) != 0 ||
      format == IFF_UNKNOWN || format == IFF_PS || format == IFF_LPDF ||
      format == IFF_SPIX) {
    return NoImage(name);
  }
  return format;
}

// The head of the image or of a TIFF's page; OutOfRangeError where it has no
// more pages.
absl::StatusOr<Head> ReadHead(absl::string_view bytes, absl::string_view name,
                              int page) {
  const absl::StatusOr<int> format = FormatOf(bytes, name);
  if (!format.ok()) return format.status();
  if (IsAnimatedWebp(bytes)) {
    return absl::UnimplementedError(absl::StrCat(
        name,
        ": Leptonica does not read this kind of image: animated WebP; "
        "convert it to another"));
  }
  Head head;
  head.format = *format;
  const LeptonicaErrors errors;
  int bits, samples, resolution, palette;
  const bool failed =
      L_FORMAT_IS_TIFF(head.format)
          ? readHeaderMemTiff(Data(bytes), bytes.size(), page, &head.width,
                              &head.height, &bits, &samples, &resolution,
                              &palette, &head.format)
          : pixReadHeaderMem(Data(bytes), bytes.size(), &head.format,
                             &head.width, &head.height, &bits, &samples,
                             &palette);
  if (!failed && head.width > 0 && head.height > 0) return head;
  const bool is_end = absl::StrContains(errors.first(), "not found in file");
  if (page > 0 && is_end) return absl::OutOfRangeError("no more pages");
  return errors.ToStatus(name);
}

absl::Status CheckLimits(const Head& head, absl::string_view name,
                         const ImageLimits& limits) {
  const int64_t pixels = int64_t{head.width} * head.height;
  if (pixels <= limits.max_pixels) return absl::OkStatus();
  return absl::ResourceExhaustedError(
      absl::StrCat(name, ": has ", head.width, " x ", head.height,
                   " pixels; at most ", limits.max_pixels, " are read"));
}

absl::StatusOr<PixPtr> Decode(absl::string_view bytes, absl::string_view name,
                              const Head& head, int page) {
  const LeptonicaErrors errors;
  if (head.format == IFF_JFIF_JPEG && !ReadJpegMarkers(bytes).complete) {
    return errors.ToStatus(name);
  }
  PixPtr pix(L_FORMAT_IS_TIFF(head.format)
                 ? pixReadMemTiff(Data(bytes), bytes.size(), page)
                 : pixReadMem(Data(bytes), bytes.size()));
  if (pix == nullptr) return errors.ToStatus(name);
  return pix;
}

absl::StatusOr<PixPtr> DecodePage(absl::string_view bytes,
                                  absl::string_view name,
                                  const ImageLimits& limits, int page) {
  const absl::StatusOr<Head> head = ReadHead(bytes, name, page);
  if (!head.ok()) return head.status();
  const absl::Status within = CheckLimits(*head, name, limits);
  return within.ok() ? Decode(bytes, name, *head, page) : within;
}

uint32_t* Row(Pix* pix, int y) {
  return pixGetData(pix) + static_cast<size_t>(y) * pixGetWpl(pix);
}

// Lays a pixel over white whose samples are already multiplied by its alpha.
uint32_t OverWhite(uint32_t word) {
  const uint32_t white = 255 - (word & 0xff);
  uint32_t over = 0;
  for (int shift = 24; shift > 0; shift -= 8) {
    const uint32_t sample = ((word >> shift) & 0xff) + white;
    over |= std::min<uint32_t>(sample, 255) << shift;
  }
  return over;
}

PixPtr WithoutAlpha(PixPtr pix) {
  // libtiff multiplies, other formats' libraries do not.
  if (!L_FORMAT_IS_TIFF(pixGetInputFormat(pix.get()))) {
    return PixPtr(pixRemoveAlpha(pix.get()));
  }
  for (int y = 0; y < pixGetHeight(pix.get()); ++y) {
    uint32_t* const words = Row(pix.get(), y);
    std::transform(words, words + pixGetWidth(pix.get()), words, OverWhite);
  }
  return pix;
}

// Converts to grey of 8 bits or to 32 bits without alpha; null if memory is
// short.
PixPtr WithoutSpecialties(PixPtr pix) {
  if (pix == nullptr) return nullptr;
  if (pixGetColormap(pix.get()) != nullptr) {
    pix.reset(pixRemoveColormap(pix.get(), REMOVE_CMAP_BASED_ON_SRC));
    if (pix == nullptr) return nullptr;
  }
  const int depth = pixGetDepth(pix.get());
  if (depth == 16) return PixPtr(pixConvert16To8(pix.get(), L_MS_BYTE));
  if (depth < 8) return PixPtr(pixConvertTo8(pix.get(), /*cmapflag=*/0));
  if (depth == 32 && pixGetSpp(pix.get()) == 4) {
    return WithoutAlpha(std::move(pix));
  }
  return pix;
}

// A Pix's words hold their samples from the highest bits down.
void WriteRgbRow(const uint32_t* words, int width, uint8_t* samples) {
  for (int x = 0; x < width; ++x) {
    samples[3 * x] = static_cast<uint8_t>(words[x] >> 24);
    samples[3 * x + 1] = static_cast<uint8_t>(words[x] >> 16);
    samples[3 * x + 2] = static_cast<uint8_t>(words[x] >> 8);
  }
}

void ReadRgbRow(const uint8_t* samples, int width, uint32_t* words) {
  for (int x = 0; x < width; ++x) {
    words[x] = uint32_t{samples[3 * x]} << 24 |
               uint32_t{samples[3 * x + 1]} << 16 |
               uint32_t{samples[3 * x + 2]} << 8;
  }
}

}  // namespace

void FreePix::operator()(Pix* pix) const { pixDestroy(&pix); }

absl::Status ForEachPage(
    absl::string_view bytes, absl::string_view name, const ImageLimits& limits,
    absl::FunctionRef<absl::Status(PixPtr page, int index)> take) {
  for (int page = 0;; ++page) {
    absl::StatusOr<PixPtr> pix = DecodePage(bytes, name, limits, page);
    if (page > 0 && absl::IsOutOfRange(pix.status())) break;
    if (!pix.ok()) return pix.status();
    const bool may_have_more = L_FORMAT_IS_TIFF(pixGetInputFormat(pix->get()));
    absl::Status taken = take(*std::move(pix), page);
    if (!taken.ok() || !may_have_more) return taken;
  }
  return absl::OkStatus();
}

absl::StatusOr<PixPtr> DecodePix(absl::string_view bytes,
                                 absl::string_view name,
                                 const ImageLimits& limits) {
  return DecodePage(bytes, name, limits, /*page=*/0);
}

absl::StatusOr<PixPtr> ToPix(const Image& image) {
  const LeptonicaErrors silence;
  if (absl::Status s = Validate(image); !s.ok()) return s;
  const bool grey = image.channels == 1;
  PixPtr pix(pixCreate(image.width, image.height, grey ? 8 : 32));
  if (pix == nullptr) {
    return absl::ResourceExhaustedError("image: memory does not suffice");
  }
  for (int y = 0; y < image.height; ++y) {
    const uint8_t* const samples = image.pixels.data() + y * image.Stride();
    uint32_t* const words = Row(pix.get(), y);
    if (grey) {
      std::memcpy(words, samples, image.width);
    } else {
      ReadRgbRow(samples, image.width, words);
    }
  }
  if (grey) pixEndianByteSwap(pix.get());
  pixSetResolution(pix.get(), image.dots_per_inch, image.dots_per_inch);
  return pix;
}

absl::StatusOr<Image> ToImage(PixPtr pix) {
  pix = WithoutSpecialties(std::move(pix));
  if (pix == nullptr) {
    return absl::ResourceExhaustedError("image: memory does not suffice");
  }
  Image image;
  image.width = pixGetWidth(pix.get());
  image.height = pixGetHeight(pix.get());
  image.channels = pixGetDepth(pix.get()) == 8 ? 1 : 3;
  image.dots_per_inch = pixGetXRes(pix.get());
  image.pixels.resize(image.Stride() * image.height);
  if (image.channels == 1) pixEndianByteSwap(pix.get());
  for (int y = 0; y < image.height; ++y) {
    uint8_t* const samples = image.pixels.data() + y * image.Stride();
    const uint32_t* const words = Row(pix.get(), y);
    if (image.channels == 1) {
      std::memcpy(samples, words, image.width);
    } else {
      WriteRgbRow(words, image.width, samples);
    }
  }
  return image;
}

}  // namespace feluda
