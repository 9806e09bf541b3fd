#include "lib/media/video/container/stated_size.h"

#include <cstdint>
#include <string>

#include "gtest/gtest.h"
#include "lib/data/media_directory.h"
#include "lib/files/file_writer.h"

namespace feluda {
namespace {

std::string Bytes(uint64_t value, int count, bool is_little = false) {
  std::string bytes;
  for (int i = 0; i < count; ++i) {
    const int shift = 8 * (is_little ? i : count - 1 - i);
    bytes.push_back(static_cast<char>(shift < 64 ? value >> shift : 0));
  }
  return bytes;
}

std::string Riff(uint64_t size) { return "RIFF" + Bytes(size, 4, true); }

std::string Box(const std::string& type, uint64_t size,
                const std::string& content = "") {
  return Bytes(size, 4) + type + content;
}

// A segment index of fragments of these two sizes.
std::string Index(uint32_t first, uint32_t second) {
  const auto entry = [](uint32_t size) { return Bytes(size, 4) + Bytes(0, 8); };
  return Box(
      "sidx", 32 + 24,
      Bytes(0, 20) + Bytes(0, 2) + Bytes(2, 2) + entry(first) + entry(second));
}

std::string AsfObject(const std::string& kind, uint64_t size) {
  return kind + std::string(8, 'k') + Bytes(size, 8, true);
}

StatedSize SizeOf(const char* container, const std::string& bytes) {
  const auto directory = MediaDirectory::Create();
  const std::string path = directory->PathOf("file");
  EXPECT_EQ(WriteFileWhole(path, bytes), absl::OkStatus());
  AVFormatContext* const format = avformat_alloc_context();
  format->iformat = av_find_input_format(container);
  EXPECT_GE(avio_open(&format->pb, path.c_str(), AVIO_FLAG_READ), 0);
  const StatedSize stated = ReadStatedSize(*format);
  avio_closep(&format->pb);
  avformat_free_context(format);
  return stated;
}

TEST(StatedSizeTest, ReadsTheContainersOutermostStructure) {
  const std::string kData = "\x36\x26\xb2\x75\x8e\x66\xcf\x11";
  const std::string kEbml = "\x1a\x45\xdf\xa3\x82xx";
  const std::string kSegment = "\x18\x53\x80\x67";
  const std::string kFlv = "FLV....onMetaData....filesize";
  const struct {
    std::string name;
    const char* container;
    std::string bytes;
    int64_t stated;
  } kCases[] = {
      {"avi", "avi", Riff(100) + "AVI ", 108},
      {"odd avi", "avi", Riff(101), 110},
      {"avi of two parts", "avi", Riff(4) + "AVI " + Riff(1000), 12 + 1008},
      {"avi without size", "avi", Riff(0) + "AVI ", 0},
      {"asf", "asf", AsfObject("headerXX", 24) + AsfObject(kData, 5000), 5024},
      {"live asf", "asf", AsfObject("headerXX", 24) + AsfObject(kData, 50), 0},
      {"mkv", "matroska", kEbml + kSegment + "\x41\x02", 7 + 6 + 0x102},
      {"huge mkv", "matroska", kEbml + kSegment + "\x01" + Bytes(1 << 30, 7),
       7 + 12 + (1 << 30)},
      {"live mkv", "matroska", kEbml + kSegment + "\x01" + Bytes(~0ull, 7), 0},
      {"flv", "flv", kFlv + Bytes(0, 1) + Bytes(0x40c3880000000000, 8), 10000},
      {"flv without size", "flv", kFlv + Bytes(0, 9), 0},
      {"text", "srt", "RIFF", 0},
  };
  for (const auto& c : kCases) {
    const StatedSize stated = SizeOf(c.container, c.bytes);
    EXPECT_EQ(stated.bytes, c.stated) << c.name;
    EXPECT_FALSE(stated.is_of_fragments) << c.name;
  }
}

TEST(StatedSizeTest, ReadsTheBoxesOfMp4) {
  const std::string kHead = Box("ftyp", 8);
  const struct {
    std::string name;
    std::string bytes;
    int64_t stated;
    bool is_of_fragments;
  } kCases[] = {
      {"whole", kHead + Box("mdat", 10, "xx") + Box("moov", 8), 26, false},
      {"cut", kHead + Box("moov", 8) + Box("mdat", 500, "xx"), 516, false},
      {"large", kHead + Box("mdat", 1, Bytes(1ull << 33, 8)), 8 + (1ll << 33),
       false},
      {"to the end", kHead + Box("mdat", 0, "xx"), 8, false},
      {"with an appendix", kHead + Box("mdat", 8) + "appendix", 16, false},
      {"fragment", kHead + Box("moof", 8) + Box("mdat", 99), 115, true},
      {"index", kHead + Index(8 + 99, 1000) + Box("moof", 8) + Box("mdat", 99),
       8 + 56 + 1107, false},
  };
  for (const auto& c : kCases) {
    const StatedSize stated = SizeOf("mp4", c.bytes);
    EXPECT_EQ(stated.bytes, c.stated) << c.name;
    EXPECT_EQ(stated.is_of_fragments, c.is_of_fragments) << c.name;
  }
}

}  // namespace
}  // namespace feluda
