#include "lib/media/media_files.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/data/media_directory.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(MediaFilesTest, TellsImagesAndVideosByTheirNames) {
  EXPECT_TRUE(IsImageName("clipping.png"));
  EXPECT_TRUE(IsImageName("SCAN.TIFF"));
  EXPECT_FALSE(IsImageName("cat.mp4"));
  EXPECT_TRUE(IsVideoName("cat.mp4"));
  EXPECT_TRUE(IsVideoName("v_Archery_g16_c05.AVI"));
  EXPECT_FALSE(IsVideoName("mp4"));
}

TEST(MediaFilesTest, FindsWhatIsBelowTheDirectory) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  namespace fs = std::filesystem;
  fs::create_directories(directory->PathOf("b/.hidden"));
  for (const char* name : {"b/z.jpg", "a.png", "b/.hidden/x.png", ".y.png",
                           "b/cat.mp4", "b/README.md"}) {
    std::ofstream(directory->PathOf(name)) << "contents";
  }
  fs::create_symlink("a.png", directory->PathOf("link.png"));
  fs::create_directory_symlink(".", directory->PathOf("around"));
  const auto found = FindMediaFiles(directory->path());
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->images, ElementsAre("a.png", "b/z.jpg", "link.png"));
  EXPECT_THAT(found->videos, ElementsAre("b/cat.mp4"));
  EXPECT_THAT(found->others, ElementsAre("b/README.md"));
}

TEST(MediaFilesTest, NamesWhatIsNoDirectory) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  const std::string missing = directory->PathOf("missing");
  const absl::Status not_found = FindMediaFiles(missing).status();
  EXPECT_TRUE(absl::IsNotFound(not_found)) << not_found;
  EXPECT_THAT(not_found.message(), HasSubstr(missing));
  std::ofstream(directory->PathOf("file")) << "contents";
  const absl::Status file = FindMediaFiles(directory->PathOf("file")).status();
  EXPECT_TRUE(absl::IsInvalidArgument(file)) << file;
}

}  // namespace
}  // namespace feluda
