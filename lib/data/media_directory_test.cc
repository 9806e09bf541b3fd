#include "lib/data/media_directory.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;

// Has a TMPDIR of its own, so that no other program's directories are there.
class MediaDirectoryTest : public ::testing::Test {
 protected:
  MediaDirectoryTest() { setenv("TMPDIR", parent_.c_str(), 1); }

  static MediaDirectory Made() {
    absl::StatusOr<MediaDirectory> directory = MediaDirectory::Create();
    EXPECT_TRUE(directory.ok()) << directory.status();
    return *std::move(directory);
  }

  static void Touch(const std::string& path) { std::ofstream(path) << "x"; }

  const TemporaryDirectory temporary_;
  const fs::path parent_ = temporary_.path();
};

TEST_F(MediaDirectoryTest, GoesAwayWithTheObject) {
  std::string path;
  {
    const MediaDirectory directory = Made();
    path = directory.path();
    Touch(directory.PathOf("image.jpg"));
    EXPECT_TRUE(fs::exists(path + "/image.jpg"));
    EXPECT_EQ(fs::path(path).parent_path(), parent_);
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST_F(MediaDirectoryTest, NamesATmpdirThatIsNone) {
  const std::string file = (parent_ / "file").string();
  Touch(file);
  const struct {
    std::string tmpdir, cause;
  } kCases[] = {{(parent_ / "missing").string(), "No such file or directory"},
                {file, "Not a directory"}};
  for (const auto& c : kCases) {
    setenv("TMPDIR", c.tmpdir.c_str(), 1);
    EXPECT_EQ(MediaDirectory::Create().status().message(),
              "TMPDIR=" + c.tmpdir +
                  ": cannot make a directory for media: " + c.cause);
  }
}

TEST_F(MediaDirectoryTest, IsHandedOnByMoving) {
  MediaDirectory first = Made();
  const std::string path = first.path();
  std::optional<MediaDirectory> second(std::move(first));
  EXPECT_TRUE(fs::exists(path));
  *second = Made();
  EXPECT_FALSE(fs::exists(path));
  EXPECT_TRUE(fs::exists(second->path()));
}

TEST_F(MediaDirectoryTest, StaysWhereItIsKept) {
  const fs::path kept = parent_ / "a" / "b";
  {
    const auto directory = MediaDirectory::Create(kept.string());
    ASSERT_TRUE(directory.ok()) << directory.status();
    Touch(directory->PathOf("image.jpg"));
  }
  EXPECT_TRUE(fs::exists(kept / "image.jpg"));
}

TEST_F(MediaDirectoryTest, IsNotRemovedByAChildProcess) {
  const MediaDirectory directory = Made();
  const pid_t child = fork();
  if (child == 0) {
    MediaDirectory copy(std::move(const_cast<MediaDirectory&>(directory)));
    copy = Made();
    _exit(0);
  }
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_TRUE(fs::exists(directory.path()));
}

TEST_F(MediaDirectoryTest, RemovesWhatAKilledProcessLeft) {
  const pid_t child = fork();
  if (child == 0) {
    const MediaDirectory directory = Made();
    Touch(directory.PathOf("video.mp4"));
    _exit(0);
  }
  ASSERT_EQ(waitpid(child, nullptr, 0), child);
  EXPECT_FALSE(fs::is_empty(parent_));
  const MediaDirectory in_use = Made();
  const MediaDirectory another = Made();
  EXPECT_EQ(std::distance(fs::directory_iterator(parent_), {}), 2);
  EXPECT_TRUE(fs::exists(in_use.path()));
}

TEST_F(MediaDirectoryTest, LeavesOtherFilesAlone) {
  fs::create_directory(parent_ / "somebody_elses");
  Touch((parent_ / "feluda_media_file").string());
  const MediaDirectory directory = Made();
  EXPECT_EQ(std::distance(fs::directory_iterator(parent_), {}), 3);
}

TEST_F(MediaDirectoryTest, NamesThePlaceThatCannotBe) {
  Touch((parent_ / "file").string());
  const std::string impossible = (parent_ / "file" / "below").string();
  const absl::Status status = MediaDirectory::Create(impossible).status();
  EXPECT_THAT(std::string(status.message()), HasSubstr(impossible));
}

}  // namespace
}  // namespace feluda
