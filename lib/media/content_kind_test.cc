#include "lib/media/content_kind.h"

#include <sys/stat.h>

#include <fstream>
#include <string>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"

namespace feluda {
namespace {

// All bytes of a literal, zeros too.
template <size_t n>
constexpr absl::string_view Bytes(const char (&literal)[n]) {
  return absl::string_view(literal, n - 1);
}

TEST(ContentKindTest, IsToldByTheFirstBytes) {
  struct Case {
    const char* name;
    absl::string_view bytes;
    ContentKind kind;
  };
  for (const Case& c :
       {Case{"png", "\x89PNG\r\n\x1a\n....", ContentKind::kImage},
        Case{"jpeg", "\xff\xd8\xff\xe0", ContentKind::kImage},
        Case{"gif", "GIF89a", ContentKind::kImage},
        Case{"webp", "RIFF....WEBPVP8 ", ContentKind::kImage},
        Case{"tiff", Bytes("MM\0*\0\0"), ContentKind::kImage},
        Case{"avi", "RIFF....AVI LIST", ContentKind::kVideo},
        Case{"mp4",
             Bytes("\0\0\0\x20"
                   "ftypisom"),
             ContentKind::kVideo},
        Case{"mov",
             Bytes("\0\0\0\x14"
                   "ftypqt  "),
             ContentKind::kVideo},
        Case{"webm", "\x1a\x45\xdf\xa3", ContentKind::kVideo},
        Case{"heic",
             Bytes("\0\0\0\x18"
                   "ftypheic"),
             ContentKind::kUnknown},
        Case{"wav", "RIFF....WAVEfmt ", ContentKind::kUnknown},
        Case{"half a png", "\x89PN", ContentKind::kUnknown},
        Case{"half an mp4",
             Bytes("\0\0\0\x20"
                   "ftyp"),
             ContentKind::kUnknown},
        Case{"empty", "", ContentKind::kUnknown},
        Case{"text", "no picture at all", ContentKind::kUnknown}}) {
    EXPECT_EQ(KindOfContent(c.bytes), c.kind) << c.name;
  }
}

TEST(ContentKindTest, OfAFileIsThatOfItsBytes) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  const std::string path = directory->PathOf("a.mp4");
  EXPECT_EQ(KindOfFile(path), ContentKind::kUnknown);
  std::ofstream(path) << "GIF89a";
  EXPECT_EQ(KindOfFile(path), ContentKind::kImage);
  EXPECT_EQ(KindOfFile(directory->path()), ContentKind::kUnknown);
  const std::string pipe = directory->PathOf("pipe.mp4");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(KindOfFile(pipe), ContentKind::kUnknown);
}

}  // namespace
}  // namespace feluda
