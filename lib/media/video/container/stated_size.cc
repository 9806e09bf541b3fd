#include "lib/media/video/container/stated_size.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

extern "C" {
#include "libavutil/intfloat.h"
#include "libavutil/intreadwrite.h"
}

namespace feluda {
namespace {

// No file is larger, and sums of two such sizes do not overflow.
constexpr uint64_t kMaxSize = uint64_t{1} << 61;
// An hour of fragments of a tenth of a second; a damaged file may claim more.
constexpr int kMaxElements = 36000;

// Reads `size` bytes from `offset` on; fewer at the end of the file.
std::string ReadAt(AVIOContext& io, int64_t offset, size_t size) {
  std::string bytes(size, '\0');
  if (avio_seek(&io, offset, SEEK_SET) < 0) return "";
  const int read = avio_read(&io, reinterpret_cast<uint8_t*>(&bytes[0]),
                             static_cast<int>(size));
  bytes.resize(static_cast<size_t>(std::max(read, 0)));
  return bytes;
}

int64_t EndOf(int64_t offset, uint64_t size) {
  return offset + static_cast<int64_t>(std::min(size, kMaxSize));
}

// RIFF chunks: "RIFF", 32 bits of size after these 8 bytes. Files above 1 GB
// have several.
StatedSize SizeOfAvi(AVIOContext& io) {
  StatedSize stated;
  for (int i = 0; i < kMaxElements; ++i) {
    const std::string chunk = ReadAt(io, stated.bytes, 8);
    if (chunk.size() < 8 || !absl::StartsWith(chunk, "RIFF")) break;
    const uint32_t size = AV_RL32(&chunk[4]);
    if (size == 0) return {};
    stated.bytes = EndOf(stated.bytes, uint64_t{8} + size + size % 2);
  }
  return stated;
}

// Objects: 16 bytes of kind, 64 bits of size including these 24 bytes.
StatedSize SizeOfAsf(AVIOContext& io) {
  constexpr absl::string_view kData = "\x36\x26\xb2\x75\x8e\x66\xcf\x11";
  StatedSize stated;
  for (int64_t offset = 0, i = 0; i < kMaxElements; ++i) {
    const std::string object = ReadAt(io, offset, 24);
    if (object.size() < 24) break;
    const uint64_t size = AV_RL64(&object[16]);
    const bool is_data = absl::StartsWith(object, kData);
    // A live recording's data has no size but its header's.
    if (size < 24 || (is_data && size <= 50)) break;
    offset = EndOf(offset, size);
    if (is_data) stated.bytes = offset;
    if (is_data) break;
  }
  return stated;
}

// A number of the script that comes first: its name and then, as in AMF0, a
// zero byte and a double.
StatedSize SizeOfFlv(AVIOContext& io) {
  constexpr absl::string_view kName("filesize\0", 9);
  const std::string begin = ReadAt(io, 0, 4096);
  const size_t name = begin.find(kName.data(), 0, kName.size());
  if (name == std::string::npos || name + 17 > begin.size()) return {};
  const double size = av_int2double(AV_RB64(&begin[name + kName.size()]));
  if (!(size >= 1.0 && size < static_cast<double>(kMaxSize))) return {};
  return {static_cast<int64_t>(size), false};
}

// A number of EBML: as many bytes as the first one has leading zero bits and
// one more. Returns that count, 0 for none; all ones mean "unknown".
size_t ReadEbmlSize(absl::string_view bytes, uint64_t& size) {
  if (bytes.empty() || bytes[0] == 0) return 0;
  const unsigned first = static_cast<uint8_t>(bytes[0]);
  size_t length = 1;
  while ((first & (0x80u >> (length - 1))) == 0) ++length;
  if (bytes.size() < length) return 0;
  size = first & (0xffu >> length);
  for (size_t i = 1; i < length; ++i) {
    size = size << 8 | static_cast<uint8_t>(bytes[i]);
  }
  return size == (uint64_t{1} << (7 * length)) - 1 ? 0 : length;
}

// Elements: an identifier, which is of 4 bytes for these two, and a size.
StatedSize SizeOfMatroska(AVIOContext& io) {
  constexpr absl::string_view kHeader = "\x1a\x45\xdf\xa3";
  constexpr absl::string_view kSegment = "\x18\x53\x80\x67";
  StatedSize stated;
  for (int i = 0; i < kMaxElements; ++i) {
    const std::string element = ReadAt(io, stated.bytes, 12);
    if (!absl::StartsWith(element, kHeader) &&
        !absl::StartsWith(element, kSegment)) {
      break;
    }
    uint64_t size = 0;
    const absl::string_view rest = absl::string_view(element).substr(4);
    const size_t length = ReadEbmlSize(rest, size);
    if (length == 0) return {};
    stated.bytes = EndOf(stated.bytes, std::min(size, kMaxSize) + 4 + length);
  }
  return stated;
}

struct Box {
  std::string type;
  int64_t begin;
  // 0 for "to the end of the file".
  int64_t end;
  // How long its head is.
  int64_t head;
};

// A box of MP4: 32 bits of size, which include the head, and 4 of kind; a size
// of 1 says that 64 bits of it follow. Without kind after the last one.
Box ReadBox(AVIOContext& io, int64_t begin) {
  const std::string head = ReadAt(io, begin, 16);
  if (head.size() < 8) return {"", begin, 0, 0};
  const std::string type = head.substr(4, 4);
  uint64_t size = AV_RB32(&head[0]);
  if (size == 0) return {type, begin, 0, 8};
  const bool is_long = size == 1;
  if (is_long) size = head.size() < 16 ? 0 : AV_RB64(&head[8]);
  const int64_t head_size = is_long ? 16 : 8;
  if (size < static_cast<uint64_t>(head_size)) return {"", begin, 0, 0};
  return {type, begin, EndOf(begin, size), head_size};
}

// Where the fragments end that a segment index lists.
int64_t EndOfIndexed(AVIOContext& io, const Box& box) {
  const std::string index =
      ReadAt(io, box.begin + box.head,
             static_cast<size_t>(
                 std::min<int64_t>(box.end - box.begin - box.head, 1 << 20)));
  // Version and flags, identifier, time scale; then two numbers whose size
  // depends on the version, and the count.
  if (index.size() < 12) return 0;
  const bool is_long = index[0] != 0;
  const size_t offset = is_long ? 20 : 16;
  const size_t first_entry = offset + (is_long ? 8 : 4) + 4;
  if (index.size() < first_entry) return 0;
  const uint64_t gap =
      is_long ? AV_RB64(&index[offset]) : AV_RB32(&index[offset]);
  int64_t end = EndOf(box.end, gap);
  const size_t count = AV_RB16(&index[first_entry - 2]);
  for (size_t i = 0; i < count; ++i) {
    const size_t entry = first_entry + 12 * i;
    if (index.size() < entry + 4) return 0;
    end = EndOf(end, AV_RB32(&index[entry]) & 0x7fffffffu);
  }
  return end;
}

StatedSize SizeOfMp4(AVIOContext& io) {
  const int64_t file_size = avio_size(&io);
  StatedSize stated;
  int64_t indexed = 0;
  for (int64_t offset = 0, i = 0; i < kMaxElements && offset < file_size; ++i) {
    const Box box = ReadBox(io, offset);
    if (box.end == 0) break;
    const bool is_fragment = box.type == "moof";
    if (box.type == "sidx" && !stated.is_of_fragments) {
      indexed = std::max(indexed, EndOfIndexed(io, box));
    }
    stated.is_of_fragments = stated.is_of_fragments || is_fragment;
    // What else reaches beyond the end may be anything that was appended.
    if (box.end > file_size && box.type != "mdat" && !is_fragment) break;
    stated.bytes = std::max(stated.bytes, box.end);
    offset = box.end;
  }
  if (indexed > file_size) return {indexed, false};
  return stated;
}

}  // namespace

StatedSize ReadStatedSize(const AVFormatContext& format) {
  struct Reader {
    absl::string_view container;
    StatedSize (*read)(AVIOContext& io);
  };
  static constexpr std::array<Reader, 5> kReaders = {
      {{"avi", SizeOfAvi},
       {"asf", SizeOfAsf},
       {"flv", SizeOfFlv},
       {"matroska,webm", SizeOfMatroska},
       {"mov,mp4,m4a,3gp,3g2,mj2", SizeOfMp4}}};
  for (const Reader& reader : kReaders) {
    if (reader.container == format.iformat->name) {
      return reader.read(*format.pb);
    }
  }
  return {};
}

}  // namespace feluda
