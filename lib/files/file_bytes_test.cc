#include "lib/files/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/files/descriptor.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::StartsWith;

class FileBytesTest : public ::testing::Test {
 protected:
  std::string Path(const std::string& name) const {
    return (directory_.path() / name).string();
  }

  std::string NewPipe(const std::string& name) const {
    std::string path = Path(name);
    EXPECT_EQ(mkfifo(path.c_str(), 0600), 0);
    return path;
  }

  const TemporaryDirectory directory_;
};

using ReadInputTest = FileBytesTest;

TEST_F(FileBytesTest, AreTheWholeFile) {
  const std::string path = Path("whole"), contents("a\0b\n", 4);
  std::ofstream(path) << contents;
  for (const auto read : {ReadFileBytes, ReadInput}) {
    const auto bytes = read(path, 4);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    EXPECT_EQ(*bytes, contents);
  }
}

TEST_F(FileBytesTest, NameThePathOfWhatIsNotRead) {
  const std::string large = Path("large");
  std::ofstream(large) << "12345";
  const struct {
    std::string path;
    absl::StatusCode code;
  } cases[] = {
      {Path("missing"), absl::StatusCode::kNotFound},
      {directory_.path().string(), absl::StatusCode::kInvalidArgument},
      {NewPipe("pipe"), absl::StatusCode::kInvalidArgument},
      {"/dev/zero", absl::StatusCode::kInvalidArgument},
      {large, absl::StatusCode::kResourceExhausted},
  };
  for (const auto& c : cases) {
    for (const auto read : {ReadFileBytes, ReadInput}) {
      const absl::Status status = read(c.path, 4).status();
      EXPECT_EQ(status.code(), c.code) << status;
      EXPECT_THAT(std::string(status.message()), StartsWith(c.path + ": "));
    }
  }
}

TEST_F(ReadInputTest, ReadsANamedPipeToItsEnd) {
  const std::string path = NewPipe("named");
  const std::string contents(1 << 20, 'x');
  std::thread writer([&] { std::ofstream(path) << contents; });
  EXPECT_EQ(*ReadInput(path, 1 << 20), contents);
  writer.join();
}

TEST_F(ReadInputTest, ReadsAPipeWhoseWriterIsGone) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  ASSERT_EQ(WriteAll(writing.get(), "text"), 0);
  writing.Close();
  const std::string path = absl::StrCat("/dev/fd/", reading.get());
  EXPECT_EQ(*ReadInput(path, 4), "text");
  EXPECT_EQ(*ReadInput(path, 4), "") << "what was read is gone";
}

TEST_F(ReadInputTest, StopsReadingAtTheLimit) {
  int ends[2];
  ASSERT_EQ(pipe2(ends, O_CLOEXEC), 0);
  Descriptor reading(ends[0]);
  std::thread endless([writing = ends[1]] {
    const Descriptor owner(writing);
    while (WriteAll(writing, std::string(4096, 'x')) == 0) {
    }
  });
  const std::string path = absl::StrCat("/dev/fd/", reading.get());
  EXPECT_TRUE(absl::IsResourceExhausted(ReadInput(path, 100000).status()));
  reading.Close();
  endless.join();
}

TEST_F(ReadInputTest, ADeviceIsRefusedWhereItIsOpenToo) {
  const Descriptor zero(open("/dev/zero", O_RDONLY | O_CLOEXEC));
  const std::string path = absl::StrCat("/proc/self/fd/", zero.get());
  EXPECT_EQ(ReadInput(path, 10).status().message(),
            path + ": is not a regular file");
}

}  // namespace
}  // namespace feluda
