#include "lib/operators/video_hash/tmk_file.h"

#include <filesystem>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A hash of 2 periods, 1 coefficient and dimension 2.
TmkHash Small() {
  TmkHash hash;
  hash.frames_per_second = 15;
  hash.frame_count = 7;
  hash.periods = {10, 20};
  hash.coefficients = {0.5f};
  hash.average = {1.0f, 2.0f};
  hash.cosines = {3.0f, 4.0f, 5.0f, 6.0f};
  hash.sines = {-3.0f, -4.0f, -5.0f, -6.0f};
  return hash;
}

TEST(TmkFileTest, WritesTheFormatOfTheReference) {
  const std::string bytes = TmkToBytes(Small());
  ASSERT_EQ(bytes.size(), 32 + 4 * (2 + 1 + 2 + 4 + 4));
  EXPECT_THAT(bytes, StartsWith("TMK1FVECPDQF"));
  // Frames a second, periods, coefficients, dimension, frames; a period, the
  // coefficient 0.5.
  const absl::string_view numbers(
      "\x0f\0\0\0\2\0\0\0\1\0\0\0\2\0\0\0\7\0\0\0"
      "\x0a\0\0\0\x14\0\0\0\0\0\0\x3f",
      32);
  EXPECT_EQ(bytes.substr(12, 32), numbers);
}

TEST(TmkFileTest, ReadsWhatItWrote) {
  auto directory = MediaDirectory::Create();
  ASSERT_EQ(directory.status(), absl::OkStatus());
  const std::string path = directory->PathOf("a.tmk");
  ASSERT_EQ(WriteTmk(Small(), path), absl::OkStatus());
  const absl::StatusOr<TmkHash> read = ReadTmk(path);
  ASSERT_EQ(read.status(), absl::OkStatus());
  EXPECT_EQ(read->frames_per_second, 15);
  EXPECT_EQ(read->frame_count, 7);
  EXPECT_THAT(read->periods, ElementsAre(10, 20));
  EXPECT_THAT(read->coefficients, ElementsAre(0.5f));
  EXPECT_THAT(read->average, ElementsAre(1.0f, 2.0f));
  EXPECT_THAT(read->cosines, ElementsAre(3.0f, 4.0f, 5.0f, 6.0f));
  EXPECT_THAT(read->sines, ElementsAre(-3.0f, -4.0f, -5.0f, -6.0f));
}

TEST(TmkFileTest, WritesWholeOrNotAtAll) {
  auto directory = MediaDirectory::Create();
  const std::string path = directory->PathOf("none/a.tmk");
  const absl::Status status = WriteTmk(Small(), path);
  EXPECT_FALSE(status.ok());
  EXPECT_THAT(std::string(status.message()),
              StartsWith("cannot write " + path));
  EXPECT_TRUE(std::filesystem::is_empty(directory->path()));
}

TEST(TmkFileTest, RefusesWhatIsNoHash) {
  const std::string good = TmkToBytes(Small());
  const auto with = [&](size_t at, absl::string_view bytes) {
    std::string changed = good;
    return changed.replace(at, bytes.size(), bytes.data(), bytes.size());
  };
  const absl::string_view zero("\0\0\0\0", 4);
  const absl::string_view huge("\xff\xff\xff\x7f", 4);
  const absl::string_view negative("\xff\xff\xff\xff", 4);
  const absl::string_view infinity("\0\0\x80\x7f", 4);
  const struct {
    std::string name, bytes, message;
  } kCases[] = {
      {"empty", "", "is not a TMK+PDQF hash"},
      {"half a header", good.substr(0, 20), "is not a TMK+PDQF hash"},
      {"other words", with(4, "FEAT"), "is not a TMK+PDQF hash"},
      {"cut off", good.substr(0, good.size() - 1), "83 bytes"},
      {"too long", good + "x", "85 bytes"},
      {"no frame rate", with(12, zero), "frames at 0 a second"},
      {"no periods", with(16, zero), "0 for a number"},
      {"huge", with(20, huge), "2147483647 for a number"},
      {"negative", with(24, negative), "-1 for a number"},
      {"negative frames", with(28, negative), "-1 frames"},
      {"a period of nothing", with(36, zero), "a period of less"},
      {"infinite", with(60, infinity), "not finite"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = TmkFromBytes(c.bytes, "a.tmk").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.name;
    EXPECT_THAT(std::string(status.message()), StartsWith("a.tmk: ")) << c.name;
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message)) << c.name;
  }
  EXPECT_EQ(ReadTmk("/nowhere/a.tmk").status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace feluda
