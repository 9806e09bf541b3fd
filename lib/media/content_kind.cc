#include "lib/media/content_kind.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"

namespace feluda {
namespace {

// All bytes of a literal, zeros too.
template <size_t n>
constexpr absl::string_view Bytes(const char (&literal)[n]) {
  return absl::string_view(literal, n - 1);
}

struct Signature {
  ContentKind kind;
  size_t offset;
  absl::string_view bytes;
};

constexpr Signature kSignatures[] = {
    {ContentKind::kImage, 0, Bytes("\x89PNG\r\n\x1a\n")},
    {ContentKind::kImage, 0, Bytes("\xff\xd8\xff")},  // JPEG
    {ContentKind::kImage, 0, Bytes("GIF87a")},
    {ContentKind::kImage, 0, Bytes("GIF89a")},
    {ContentKind::kImage, 8, Bytes("WEBP")},   // after RIFF
    {ContentKind::kImage, 0, Bytes("II*\0")},  // TIFF
    {ContentKind::kImage, 0, Bytes("MM\0*")},
    {ContentKind::kImage, 0, Bytes("\0\0\0\x0cjP  ")},    // JPEG 2000
    {ContentKind::kVideo, 8, Bytes("AVI ")},              // after RIFF
    {ContentKind::kVideo, 0, Bytes("\x1a\x45\xdf\xa3")},  // Matroska, WebM
    {ContentKind::kVideo, 0, Bytes("FLV\x01")},
    {ContentKind::kVideo, 0, Bytes("\0\0\x01\xba")},  // MPEG program
    {ContentKind::kVideo, 0, Bytes("\x30\x26\xb2\x75\x8e\x66")},  // ASF, WMV
    {ContentKind::kVideo, 4, Bytes("moov")},  // old QuickTime
};

// The brands of an ISO file that hold a still picture, which no operator reads.
constexpr absl::string_view kStillBrands[] = {"heic", "heix", "heim",
                                              "heis", "mif1", "avif"};

bool IsVideoOfIso(absl::string_view bytes) {
  return bytes.size() >= 12 && bytes.substr(4, 4) == "ftyp" &&
         std::find(std::begin(kStillBrands), std::end(kStillBrands),
                   bytes.substr(8, 4)) == std::end(kStillBrands);
}

}  // namespace

ContentKind KindOfContent(absl::string_view first_bytes) {
  for (const Signature& signature : kSignatures) {
    if (first_bytes.size() >= signature.offset &&
        absl::StartsWith(first_bytes.substr(signature.offset),
                         signature.bytes)) {
      return signature.kind;
    }
  }
  return IsVideoOfIso(first_bytes) ? ContentKind::kVideo
                                   : ContentKind::kUnknown;
}

ContentKind KindOfFile(const std::string& path) {
  // A named pipe would wait for a writer.
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return ContentKind::kUnknown;
  char bytes[kContentBytes];
  ssize_t length = 0;
  struct stat status;
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode)) {
    length = read(file, bytes, sizeof(bytes));
  }
  close(file);
  return KindOfContent(
      {bytes, static_cast<size_t>(std::max<ssize_t>(0, length))});
}

}  // namespace feluda
