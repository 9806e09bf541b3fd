#include "lib/networks/tokenizer/gzip.h"

#include <string>

#include "gtest/gtest.h"
#include "zlib.h"

namespace feluda {
namespace {

std::string Gzip(const std::string& text) {
  z_stream stream = {};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = text.size();
  stream.next_out = reinterpret_cast<Bytef*>(&packed[0]);
  stream.avail_out = packed.size();
  deflate(&stream, Z_FINISH);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

TEST(GzipTest, UnpacksWhatGzipPacked) {
  for (const size_t size : {0, 1, 1 << 20, (1 << 20) + 1, 3000000}) {
    const std::string text(size, 'x');
    ASSERT_TRUE(IsGzip(Gzip(text)));
    const auto unpacked = Gunzip(Gzip(text), 3000000);
    ASSERT_TRUE(unpacked.ok()) << unpacked.status() << size;
    EXPECT_TRUE(*unpacked == text) << size;
  }
}

TEST(GzipTest, KeepsTheLimit) {
  const auto unpacked = Gunzip(Gzip(std::string(1001, 'x')), 1000);
  EXPECT_EQ(unpacked.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(unpacked.status().message(),
            "unpacks to more than the 1000 bytes that are read");
}

TEST(GzipTest, RefusesDamage) {
  const std::string packed = Gzip("the quick brown fox");
  std::string changed = packed;
  changed[packed.size() - 6] ^= 1;  // in the checksum
  for (const std::string& bad :
       {std::string(), std::string("text"), packed.substr(0, 10),
        packed.substr(0, packed.size() - 1), packed + "x", changed}) {
    const auto unpacked = Gunzip(bad, 1000);
    EXPECT_EQ(unpacked.status().message(),
              "is a damaged gzip file or one that ends early");
  }
}

TEST(GzipTest, TellsGzipFromText) {
  EXPECT_FALSE(IsGzip(""));
  EXPECT_FALSE(IsGzip("#version: 0.2"));
}

}  // namespace
}  // namespace feluda
