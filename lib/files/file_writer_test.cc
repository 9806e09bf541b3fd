#include "lib/files/file_writer.h"

#include <linux/capability.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

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

  const TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
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

TEST_F(FileWriterTest, ALinkStaysAndItsFileIsReplaced) {
  fs::create_directory(Path("sub"));
  ASSERT_TRUE(WriteFileWhole(Path("sub/file"), "old").ok());
  fs::create_symlink("sub/file", Path("link"));
  fs::create_symlink("link", Path("chain"));
  fs::create_symlink("sub/new", Path("dangling"));
  EXPECT_EQ(WriteFileWhole(Path("chain"), "new"), absl::OkStatus());
  EXPECT_EQ(WriteFileWhole(Path("dangling"), "made"), absl::OkStatus());
  EXPECT_EQ(Read(Path("sub/file")), "new");
  EXPECT_EQ(Read(Path("sub/new")), "made");
  for (const char* name : {"link", "chain", "dangling"}) {
    EXPECT_TRUE(fs::is_symlink(Path(name))) << name;
  }
}

TEST_F(FileWriterTest, AReplacedFileKeepsItsMode) {
  ASSERT_TRUE(WriteFileWhole(Path("a"), "old").ok());
  fs::permissions(Path("a"), fs::perms(0604));
  fs::create_hard_link(Path("a"), Path("other"));
  EXPECT_EQ(WriteFileWhole(Path("a"), "new"), absl::OkStatus());
  EXPECT_EQ(fs::status(Path("a")).permissions(), fs::perms(0604));
  EXPECT_EQ(Read(Path("a")), "new");
  EXPECT_EQ(Read(Path("other")), "old") << "another name keeps the old file";
}

TEST_F(FileWriterTest, APipeIsWrittenAndStays) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(CheckOutputFile(Path("pipe")), absl::OkStatus())
      << "and waits for no reader";
  std::string text;
  std::thread reader([&] { text = Read(Path("pipe")); });
  const std::string large(1 << 20, 'x');
  EXPECT_EQ(WriteFileWhole(Path("pipe"), large), absl::OkStatus());
  reader.join();
  EXPECT_EQ(text, large);
  EXPECT_TRUE(fs::is_fifo(Path("pipe")));
  EXPECT_THAT(Names(), ElementsAre("pipe"));
}

TEST_F(FileWriterTest, DevicesAreWrittenAndStay) {
  // Devices of its own, lest a fault destroys the machine's.
  if (mknod(Path("null").c_str(), S_IFCHR | 0666, makedev(1, 3)) != 0 ||
      mknod(Path("full").c_str(), S_IFCHR | 0666, makedev(1, 7)) != 0) {
    GTEST_SKIP() << "only root may make devices";
  }
  if (access(Path("null").c_str(), W_OK) != 0 || !std::ofstream(Path("null"))) {
    GTEST_SKIP() << "devices do not work in this directory";
  }
  fs::create_symlink("null", Path("link"));
  for (const char* name : {"null", "link", "full"}) {
    EXPECT_EQ(CheckOutputFile(Path(name)), absl::OkStatus()) << name;
  }
  EXPECT_EQ(WriteFileWhole(Path("null"), "x"), absl::OkStatus());
  EXPECT_EQ(WriteFileWhole(Path("link"), "x"), absl::OkStatus());
  EXPECT_EQ(WriteFileWhole(Path("full"), "x").message(),
            "cannot write " + Path("full") + ": No space left on device");
  EXPECT_TRUE(fs::is_character_file(Path("null")));
  EXPECT_TRUE(fs::is_character_file(Path("full")));
  EXPECT_EQ(Names().size(), 3);
}

// Takes from root the right to write what its permissions forbid.
class NoPrivileges {
 public:
  NoPrivileges() {
    syscall(SYS_capget, &header_, previous_);
    __user_cap_data_struct none[] = {previous_[0], previous_[1]};
    for (auto& data : none) data.effective = 0;
    syscall(SYS_capset, &header_, none);
  }
  ~NoPrivileges() { syscall(SYS_capset, &header_, previous_); }

 private:
  __user_cap_header_struct header_ = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct previous_[2] = {};
};

TEST_F(FileWriterTest, AFileThatCannotBeReplacedIsWrittenInPlace) {
  std::ofstream(Path("writable")) << "something longer";
  std::ofstream(Path("protected")) << "old";
  fs::permissions(Path("writable"), fs::perms(0666));
  fs::permissions(Path("protected"), fs::perms(0444));
  fs::permissions(directory_, fs::perms(0555));
  {
    const NoPrivileges as_any_user;
    EXPECT_EQ(CheckOutputFile(Path("writable")), absl::OkStatus());
    EXPECT_EQ(WriteFileWhole(Path("writable"), "new"), absl::OkStatus());
    for (const char* name : {"protected", "missing"}) {
      EXPECT_TRUE(absl::IsPermissionDenied(CheckOutputFile(Path(name))));
      EXPECT_TRUE(absl::IsPermissionDenied(WriteFileWhole(Path(name), "x")));
    }
  }
  fs::permissions(directory_, fs::perms(0755));
  EXPECT_EQ(Read(Path("writable")), "new");
  EXPECT_EQ(Read(Path("protected")), "old");
}

TEST_F(FileWriterTest, ASharedFileInAStickyDirectoryIsWrittenInPlace) {
  constexpr uid_t kNobody = 65534;
  // Not below Bazel's directory, which may be root's home, closed to others.
  char directory[] = "/tmp/feluda_sticky_XXXXXX";
  ASSERT_NE(mkdtemp(directory), nullptr);
  const std::string shared = std::string(directory) + "/shared";
  std::ofstream(shared) << "something longer";
  fs::permissions(shared, fs::perms(0666));
  fs::permissions(directory, fs::perms(01777));
  if (geteuid() != 0 || seteuid(kNobody) != 0) {
    fs::remove_all(directory);
    GTEST_SKIP() << "only root may become another user";
  }
  const absl::Status checked = CheckOutputFile(shared);
  const absl::Status written = WriteFileWhole(shared, "new");
  ASSERT_EQ(seteuid(0), 0);
  EXPECT_EQ(checked, absl::OkStatus());
  EXPECT_EQ(written, absl::OkStatus());
  EXPECT_EQ(Read(shared), "new");
  fs::remove_all(directory);
}

TEST_F(FileWriterTest, ChecksAnOutputBeforeAnythingRuns) {
  std::ofstream(Path("file")) << "old";
  EXPECT_EQ(CheckOutputFile(Path("file")), absl::OkStatus());
  EXPECT_EQ(CheckOutputFile(Path("made/for/it")), absl::OkStatus());
  EXPECT_TRUE(fs::is_directory(Path("made/for")));
  EXPECT_FALSE(CheckOutputFile(directory_.string()).ok());
  EXPECT_FALSE(CheckOutputFile(Path("file/below")).ok());
  EXPECT_EQ(Read(Path("file")), "old") << "the check writes nothing";
  EXPECT_THAT(Names(), UnorderedElementsAre("file", "made"));
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
