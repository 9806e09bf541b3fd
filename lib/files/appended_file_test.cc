#include "lib/files/appended_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class AppendedFileTest : public testing::Test {
 protected:
  std::string Read() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  const TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
  const std::string path_ = (directory_ / "summary.md").string();
};

TEST_F(AppendedFileTest, KeepsWhatIsThereAndLeavesALineBetween) {
  struct Case {
    const char* before;
    const char* after;
  };
  for (const Case& c :
       {Case{"", "# Report\n"}, Case{"a step\n", "a step\n\n# Report\n"},
        Case{"a step", "a step\n\n# Report\n"}}) {
    std::ofstream(path_) << c.before;
    EXPECT_TRUE(CheckAppendable(path_).ok());
    EXPECT_EQ(Read(), c.before) << "the check changes nothing";
    EXPECT_TRUE(AppendToFile(path_, "# Report\n").ok());
    EXPECT_EQ(Read(), c.after);
  }
}

TEST_F(AppendedFileTest, IsMadeWhereItIsMissing) {
  const std::string path = (directory_ / "new" / "summary.md").string();
  EXPECT_TRUE(CheckAppendable(path).ok());
  EXPECT_FALSE(fs::exists(path)) << "but not before there is something to say";
  EXPECT_TRUE(AppendToFile(path, "x").ok());
  EXPECT_EQ(fs::file_size(path), 1);
}

TEST_F(AppendedFileTest, ErrorsNameTheFileAndTheCause) {
  std::ofstream(path_) << "a file";
  for (const std::string& path :
       {directory_.string(), path_ + "/beside", std::string("/proc/summary")}) {
    const absl::Status checked = CheckAppendable(path);
    EXPECT_FALSE(checked.ok()) << path;
    EXPECT_THAT(checked.ToString(), HasSubstr("cannot "));
    const absl::Status appended = AppendToFile(path, "x");
    EXPECT_THAT(std::string(appended.message()),
                HasSubstr("cannot append to " + path));
  }
}

TEST_F(AppendedFileTest, AFullDeviceIsAnError) {
  EXPECT_TRUE(CheckAppendable("/dev/full").ok());
  EXPECT_THAT(AppendToFile("/dev/full", "x").ToString(),
              HasSubstr("No space left"));
}

}  // namespace
}  // namespace feluda
