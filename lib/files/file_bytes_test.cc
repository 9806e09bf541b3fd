#include "lib/files/file_bytes.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::StartsWith;

std::string Path(const std::string& name) {
  return ::testing::TempDir() + "/file_bytes_test_" + name;
}

TEST(FileBytesTest, AreTheWholeFile) {
  const std::string path = Path("whole"), contents("a\0b\n", 4);
  std::ofstream(path) << contents;
  const auto bytes = ReadFileBytes(path, 4);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  EXPECT_EQ(*bytes, contents);
}

TEST(FileBytesTest, NameThePathOfWhatIsNotRead) {
  const std::string large = Path("large"), pipe = Path("pipe");
  std::ofstream(large) << "12345";
  std::filesystem::remove(pipe);
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  const struct {
    std::string path;
    absl::StatusCode code;
  } cases[] = {
      {Path("missing"), absl::StatusCode::kNotFound},
      {::testing::TempDir(), absl::StatusCode::kInvalidArgument},
      {pipe, absl::StatusCode::kInvalidArgument},
      {large, absl::StatusCode::kResourceExhausted},
  };
  for (const auto& c : cases) {
    const absl::Status status = ReadFileBytes(c.path, 4).status();
    EXPECT_EQ(status.code(), c.code) << status;
    EXPECT_THAT(std::string(status.message()), StartsWith(c.path + ": "));
  }
}

}  // namespace
}  // namespace feluda
