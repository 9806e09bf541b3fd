#include "lib/files/file_writer.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class FileWriterTest : public testing::Test {
 protected:
  FileWriterTest()
      : directory_(
            fs::path(testing::TempDir()) /
            testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(directory_);
    fs::create_directories(directory_);
  }

  std::string Path(const std::string& name) const {
    return (directory_ / name).string();
  }

  static std::string Read(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory_)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  fs::path directory_;
};

TEST_F(FileWriterTest, WritesAndReplacesAndLeavesNothingElse) {
  const std::string large(1 << 20, 'x');
  ASSERT_TRUE(WriteFileWhole(Path("a"), "one").ok());
  EXPECT_EQ(Read(Path("a")), "one");
  ASSERT_TRUE(WriteFileWhole(Path("a"), large).ok());
  EXPECT_EQ(Read(Path("a")), large);
  EXPECT_THAT(Names(), ElementsAre("a"));
}

TEST_F(FileWriterTest, TheModeIsWhatTheUmaskSays) {
  const mode_t previous = umask(027);
  EXPECT_TRUE(WriteFileWhole(Path("a"), "one").ok());
  EXPECT_TRUE(WriteNewFileWhole(Path("b"), "one").ok());
  umask(previous);
  for (const char* name : {"a", "b"}) {
    EXPECT_EQ(fs::status(Path(name)).permissions(), fs::perms(0640)) << name;
  }
}

TEST_F(FileWriterTest, ANewFileReplacesNone) {
  ASSERT_TRUE(WriteNewFileWhole(Path("a"), "one").ok());
  const absl::Status status = WriteNewFileWhole(Path("a"), "two");
  EXPECT_TRUE(absl::IsAlreadyExists(status)) << status;
  EXPECT_EQ(Read(Path("a")), "one");
  EXPECT_THAT(Names(), ElementsAre("a"));
}

TEST_F(FileWriterTest, AnErrorNamesTheFileAndTheCause) {
  const std::string path = Path("missing/a");
  const absl::Status status = WriteFileWhole(path, "one");
  EXPECT_THAT(std::string(status.message()), HasSubstr(path));
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("No such file or directory"));
}

TEST_F(FileWriterTest, ANameMayBeAsLongAsTheFileSystemAllows) {
  const std::string longest(255, 'n');
  EXPECT_EQ(WriteFileWhole(Path(longest), "one"), absl::OkStatus());
  EXPECT_EQ(WriteFileWhole(Path(longest), "two"), absl::OkStatus());
  EXPECT_EQ(Read(Path(longest)), "two");
  EXPECT_THAT(Names(), ElementsAre(longest));
}

TEST_F(FileWriterTest, ADirectoryInTheWayStays) {
  fs::create_directory(Path("a"));
  EXPECT_FALSE(WriteFileWhole(Path("a"), "one").ok());
  EXPECT_THAT(Names(), ElementsAre("a"));
}

// Lets no file grow beyond `bytes`, as a disk that fills up would.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes)
      : previous_handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &previous_);
    const rlimit limit = {bytes, previous_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &previous_);
    signal(SIGXFSZ, previous_handler_);
  }

 private:
  void (*previous_handler_)(int);
  rlimit previous_;
};

TEST_F(FileWriterTest, WhenTheDiskFillsTheOldContentsStay) {
  ASSERT_TRUE(WriteFileWhole(Path("a"), "one").ok());
  absl::Status status, status_of_new;
  {
    const FileSizeLimit limit(4096);
    status = WriteFileWhole(Path("a"), std::string(10000, 'x'));
    status_of_new = WriteNewFileWhole(Path("b"), std::string(10000, 'x'));
  }
  EXPECT_THAT(std::string(status.message()), HasSubstr("File too large"));
  EXPECT_FALSE(status_of_new.ok());
  EXPECT_EQ(Read(Path("a")), "one");
  EXPECT_THAT(Names(), ElementsAre("a"));
}

TEST_F(FileWriterTest, PreparesADirectoryWithItsParents) {
  ASSERT_TRUE(PrepareDirectory(Path("a/b")).ok());
  EXPECT_TRUE(PrepareDirectory(Path("a/b")).ok()) << "already there";
  EXPECT_TRUE(PrepareDirectory(Path("a/b/")).ok());
  EXPECT_THAT(Names(), ElementsAre("a"));
  EXPECT_TRUE(fs::is_empty(Path("a/b")));
}

TEST_F(FileWriterTest, TheEmptyDirectoryIsTheCurrentOne) {
  const fs::path previous = fs::current_path();
  fs::current_path(directory_);
  EXPECT_TRUE(PrepareDirectory("").ok());
  EXPECT_TRUE(WriteFileWhole("a", "one").ok());
  fs::current_path(previous);
  EXPECT_EQ(Read(Path("a")), "one");
}

TEST_F(FileWriterTest, SaysWhyADirectoryIsNoUse) {
  ASSERT_TRUE(WriteFileWhole(Path("file"), "one").ok());
  for (const std::string& directory :
       {Path("file"), Path("file/below"), std::string("/proc/feluda")}) {
    const absl::Status status = PrepareDirectory(directory);
    EXPECT_FALSE(status.ok()) << directory;
    EXPECT_THAT(std::string(status.message()), HasSubstr(directory));
  }
}

TEST_F(FileWriterTest, RemovesTheUnfinishedFilesOfOneProcessAlone) {
  for (const char* name :
       {"a.json", ".unfinished_12_0_a.json", ".unfinished_12_34_b",
        ".unfinished_112_0_a.json", ".unfinished_1_12_a", "unfinished_12_0_a",
        ".a.unfinished_12_0_b"}) {
    std::ofstream(Path(name)) << "text";
  }
  RemoveUnfinishedFiles(directory_.string(), 12);
  EXPECT_THAT(Names(),
              UnorderedElementsAre("a.json", ".unfinished_112_0_a.json",
                                   ".unfinished_1_12_a", "unfinished_12_0_a",
                                   ".a.unfinished_12_0_b"));
  RemoveUnfinishedFiles(Path("missing"), 12);
}

TEST_F(FileWriterTest, RemovesWhatAWriterThatWasKilledLeft) {
  const std::string large(64 << 20, 'x');
  const pid_t writer = fork();
  if (writer == 0) {
    while (true) WriteFileWhole(Path("a"), large).IgnoreError();
  }
  while (Names().empty()) usleep(1000);
  kill(writer, SIGKILL);
  waitpid(writer, nullptr, 0);
  RemoveUnfinishedFiles(directory_.string(), writer);
  EXPECT_THAT(Names(), Not(Contains(HasSubstr("unfinished"))));
}

}  // namespace
}  // namespace feluda
