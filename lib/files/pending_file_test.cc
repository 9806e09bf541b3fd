#include "lib/files/pending_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;
using ::testing::StartsWith;

class PendingFileTest : public ::testing::Test {
 protected:
  PendingFileTest() { fs::create_directory(directory_); }
  ~PendingFileTest() override { fs::remove_all(directory_); }

  static void Write(const std::string& path, const std::string& contents) {
    std::ofstream(path) << contents;
  }

  static std::string Read(const std::string& path) {
    std::ifstream in(path);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

  const fs::path directory_ =
      fs::path(::testing::TempDir()) / "pending_file_test";
  const std::string path_ = (directory_ / "clip.mp4").string();
};

TEST_F(PendingFileTest, IsThereOnceCommitted) {
  PendingFile file(path_);
  Write(file.temporary_path(), "new");
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_TRUE(file.Commit().ok());
  EXPECT_EQ(Read(path_), "new");
  EXPECT_FALSE(fs::exists(file.temporary_path()));
}

TEST_F(PendingFileTest, LeavesNothingWhereItIsNotCommitted) {
  Write(path_, "old");
  {
    PendingFile file(path_);
    Write(file.temporary_path(), "half");
  }
  EXPECT_EQ(Read(path_), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(directory_), {}), 1);
}

TEST_F(PendingFileTest, KeepsTheEnding) {
  EXPECT_EQ(fs::path(PendingFile(path_).temporary_path()).extension(), ".mp4");
}

TEST_F(PendingFileTest, WritesASmallFileAtOnce) {
  const std::string contents("a\0b", 3);
  EXPECT_TRUE(WritePendingFile(path_, contents).ok());
  EXPECT_EQ(Read(path_), contents);
}

TEST_F(PendingFileTest, NamesThePathThatCannotBeWritten) {
  const std::string impossible = (directory_ / "missing" / "clip").string();
  const absl::Status status = WritePendingFile(impossible, "x");
  EXPECT_THAT(std::string(status.message()), StartsWith(impossible + ": "));
  EXPECT_THAT(std::string(status.message()), HasSubstr("No such file"));
}

}  // namespace
}  // namespace feluda
