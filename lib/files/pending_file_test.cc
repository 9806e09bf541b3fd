#include "lib/files/pending_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

class PendingFileTest : public ::testing::Test {
 protected:
  static void Write(const std::string& path, const std::string& contents) {
    std::ofstream(path) << contents;
  }

  static std::string Read(const std::string& path) {
    std::ifstream in(path);
    return std::string(std::istreambuf_iterator<char>(in), {});
  }

  const TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
  const std::string path_ = (directory_ / "clip.mp4").string();
};

TEST_F(PendingFileTest, IsThereOnceCommitted) {
  const auto file = PendingFile::Create(path_);
  ASSERT_EQ(file.status(), absl::OkStatus());
  Write((*file)->temporary_path(), "new");
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_EQ((*file)->Commit(), absl::OkStatus());
  EXPECT_EQ(Read(path_), "new");
  EXPECT_FALSE(fs::exists((*file)->temporary_path()));
}

TEST_F(PendingFileTest, LeavesNothingWhereItIsNotCommitted) {
  Write(path_, "old");
  {
    const auto file = PendingFile::Create(path_);
    ASSERT_EQ(file.status(), absl::OkStatus());
    Write((*file)->temporary_path(), "half");
  }
  EXPECT_EQ(Read(path_), "old");
  EXPECT_EQ(std::distance(fs::directory_iterator(directory_), {}), 1);
}

TEST_F(PendingFileTest, ANewOneReplacesNothing) {
  const auto file = PendingFile::CreateNew(path_);
  ASSERT_EQ(file.status(), absl::OkStatus());
  Write(path_, "theirs");
  EXPECT_TRUE(absl::IsAlreadyExists((*file)->Commit()));
  EXPECT_EQ(Read(path_), "theirs");
}

TEST_F(PendingFileTest, IsCopiedIntoWhatCannotBeReplaced) {
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  const auto file = PendingFile::Create(path_);
  ASSERT_EQ(file.status(), absl::OkStatus());
  EXPECT_EQ(fs::path((*file)->temporary_path()).extension(), ".mp4");
  const std::string contents(3 << 20, 'x');
  Write((*file)->temporary_path(), contents);
  std::string text;
  std::thread reader([&] { text = Read(path_); });
  EXPECT_EQ((*file)->Commit(), absl::OkStatus());
  reader.join();
  EXPECT_EQ(text, contents);
  EXPECT_TRUE(fs::is_fifo(path_));
}

TEST_F(PendingFileTest, IsPrivateWhileItReplacesAPrivateFile) {
  Write(path_, "old");
  fs::permissions(path_, fs::perms(0640));
  const auto file = PendingFile::Create(path_);
  ASSERT_EQ(file.status(), absl::OkStatus());
  EXPECT_EQ(fs::status((*file)->temporary_path()).permissions(),
            fs::perms(0600));
  EXPECT_EQ((*file)->Commit(), absl::OkStatus());
  EXPECT_EQ(fs::status(path_).permissions(), fs::perms(0640));
}

TEST_F(PendingFileTest, KeepsTheEnding) {
  const auto file = PendingFile::Create(path_);
  ASSERT_EQ(file.status(), absl::OkStatus());
  EXPECT_EQ(fs::path((*file)->temporary_path()).extension(), ".mp4");
}

TEST_F(PendingFileTest, NamesThePathThatCannotBeWritten) {
  const std::string impossible = (directory_ / "missing" / "clip").string();
  EXPECT_EQ(PendingFile::Create(impossible).status().message(),
            "cannot write " + impossible + ": No such file or directory");
}

TEST_F(PendingFileTest, SaysThatWhatWasWrittenIsGone) {
  const auto file = PendingFile::Create(path_);
  ASSERT_EQ(file.status(), absl::OkStatus());
  fs::remove((*file)->temporary_path());
  EXPECT_TRUE(absl::IsNotFound((*file)->Commit()));
}

}  // namespace
}  // namespace feluda
