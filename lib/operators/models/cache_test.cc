#include "lib/operators/models/cache.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/files/file_bytes.h"
#include "lib/files/file_writer.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

using ::testing::HasSubstr;

class CacheTest : public ::testing::Test {
 protected:
  CacheTest() {
    setenv("XDG_CACHE_HOME", directory_.path().c_str(), /*overwrite=*/1);
  }

  // Makes the file `name` with the contents, and counts how often.
  absl::StatusOr<std::string> Make(const std::string& name,
                                   const std::string& contents) {
    return CachedFile(name, [&](const std::string& path) {
      ++made_;
      return WriteFileWhole(path, contents);
    });
  }

  fs::path InCache(const std::string& name) const {
    return directory_.path() / "feluda_benchmarks" / name;
  }

  const TemporaryDirectory directory_;
  int made_ = 0;
};

TEST_F(CacheTest, MakesAFileOnce) {
  EXPECT_EQ(*Make("a_v1", "first"), InCache("a_v1"));
  EXPECT_EQ(*Make("a_v1", "second"), InCache("a_v1"));
  EXPECT_EQ(made_, 1);
  EXPECT_EQ(*ReadFileBytes(InCache("a_v1"), 100), "first");
  EXPECT_EQ(*Make("a_v2", "new version"), InCache("a_v2"));
  EXPECT_EQ(made_, 2);
}

TEST_F(CacheTest, LeavesNothingOfAFileThatFailed) {
  const auto made = CachedFile("b", [](const std::string& path) {
    return absl::ResourceExhaustedError(absl::StrCat(path, ": disk full"));
  });
  EXPECT_EQ(made.status().code(), absl::StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(made.status().message()),
              AllOf(HasSubstr("disk full"), HasSubstr("set XDG_CACHE_HOME"),
                    HasSubstr("--feluda_model_dir")));
  EXPECT_FALSE(fs::exists(InCache("b")));
  EXPECT_TRUE(Make("b", "whole").ok());
}

TEST_F(CacheTest, RemovesWhatAKilledProcessLeft) {
  fs::create_directories(InCache(""));
  std::ofstream(InCache(".unfinished_123_0_c")) << "half";
  std::ofstream(InCache(".unfinished_123_0_d")) << "another's";
  EXPECT_TRUE(Make("c", "whole").ok());
  EXPECT_FALSE(fs::exists(InCache(".unfinished_123_0_c")));
  EXPECT_TRUE(fs::exists(InCache(".unfinished_123_0_d")));
}

// Each child appends a line, so the file tells how many made it.
TEST_F(CacheTest, IsMadeByOneOfManyProcesses) {
  for (int i = 0; i < 8; ++i) {
    if (fork() != 0) continue;
    const auto path = CachedFile("e", [](const std::string& file) {
      std::ofstream(file + ".log", std::ios::app) << "made\n";
      usleep(20'000);
      return WriteFileWhole(file, "whole");
    });
    _exit(path.ok() && *ReadFileBytes(*path, 100) == "whole" ? 0 : 1);
  }
  int status;
  while (wait(&status) > 0) EXPECT_EQ(status, 0);
  EXPECT_EQ(*ReadFileBytes(InCache("e.log"), 100), "made\n");
}

TEST_F(CacheTest, NamesADirectoryThatCannotBeMade) {
  std::ofstream(directory_.path() / "file") << "in the way";
  const std::string in_the_way = directory_.path() / "file";
  setenv("XDG_CACHE_HOME", in_the_way.c_str(), 1);
  const absl::Status status = Make("f", "").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(std::string(status.message()),
              AllOf(HasSubstr(in_the_way), HasSubstr("Not a directory")));
  EXPECT_EQ(made_, 0);
}

TEST_F(CacheTest, IsInTheHomeDirectoryByDefault) {
  setenv("HOME", "/home/her", 1);
  for (const char* unusable : {"", "relative"}) {
    setenv("XDG_CACHE_HOME", unusable, 1);
    EXPECT_EQ(*CacheDirectory(), "/home/her/.cache/feluda_benchmarks");
  }
  unsetenv("XDG_CACHE_HOME");
  unsetenv("HOME");
  EXPECT_EQ(CacheDirectory().status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace feluda
