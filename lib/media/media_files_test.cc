#include "lib/media/media_files.h"

#include <linux/capability.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

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

TEST(MediaFilesTest, AFileIsWhatItsContentSays) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  std::ofstream(directory->PathOf("picture.mp4")) << "GIF89a";
  std::ofstream(directory->PathOf("video.jpg")) << "RIFF....AVI LIST";
  std::ofstream(directory->PathOf("right.gif")) << "GIF89a";
  std::ofstream(directory->PathOf("torn.mp4")) << "?";
  std::ofstream(directory->PathOf("picture.txt")) << "GIF89a";
  const auto found = FindMediaFiles(directory->path());
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->images, ElementsAre("picture.mp4", "right.gif"));
  EXPECT_THAT(found->videos, ElementsAre("torn.mp4", "video.jpg"));
  EXPECT_THAT(found->others, ElementsAre("picture.txt"));
  EXPECT_THAT(found->misnamed, ElementsAre("picture.mp4", "video.jpg"));
}

// Root may read every directory, but for its capabilities.
void GiveUpCapabilities() {
  __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  ASSERT_EQ(syscall(SYS_capset, &header, none), 0);
}

// In a process of its own, as capabilities do not come back.
void ExpectLostAndFoundUnreadable(const std::string& directory) {
  GiveUpCapabilities();
  const absl::StatusOr<MediaFiles> found = FindMediaFiles(directory);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->images, ElementsAre("z.jpg"));
  ASSERT_EQ(found->unreadable.size(), 1);
  EXPECT_EQ(found->unreadable[0].path, "lost+found");
  EXPECT_EQ(found->unreadable[0].cause, "Permission denied");
}

TEST(MediaFilesTest, TellsWhichDirectoriesCannotBeRead) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  namespace fs = std::filesystem;
  const std::string closed = directory->PathOf("lost+found");
  fs::create_directory(closed);
  std::ofstream(directory->PathOf("z.jpg")) << "contents";
  std::ofstream(closed + "/a.jpg") << "contents";
  fs::permissions(closed, fs::perms::none);
  const pid_t child = fork();
  if (child == 0) {
    ExpectLostAndFoundUnreadable(directory->path());
    _exit(HasFailure() ? 1 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  fs::permissions(closed, fs::perms::owner_all);
  EXPECT_EQ(status, 0);
}

TEST(MediaFilesTest, LooksIntoDirectoriesHoweverDeep) {
  const auto directory = MediaDirectory::Create();
  ASSERT_TRUE(directory.ok()) << directory.status();
  std::string path = "d";
  for (int depth = 1; depth < 300; ++depth) path += "/d";
  std::filesystem::create_directories(directory->PathOf(path));
  std::ofstream(directory->PathOf(path + "/a.jpg")) << "contents";
  const auto found = FindMediaFiles(directory->path());
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(found->images, ElementsAre(path + "/a.jpg"));
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
