#include "reporters/output/outputs.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class OutputsTest : public testing::Test {
 protected:
  OutputsTest()
      : directory_(
            fs::path(testing::TempDir()) /
            testing::UnitTest::GetInstance()->current_test_info()->name()) {
    fs::remove_all(directory_);
    fs::create_directories(directory_);
    options_.report_prefix = Path("mine");
    options_.report_formats = "json";
  }

  std::string Path(const std::string& name) const {
    return (directory_ / name).string();
  }

  std::string Read(const std::string& name) const {
    std::ifstream file(Path(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // What Finish() returns after a run.
  absl::Status RunAndFinish() {
    Outputs outputs(options_, MadeUpProvenance(), absl::Now());
    outputs.report().ReportRuns({MadeUpRun("hash/1", 1)});
    outputs.report().Finalize();
    return outputs.Finish();
  }

  const fs::path directory_;
  OutputOptions options_;
};

TEST_F(OutputsTest, TheMarkdownIsAddedAtTheEnd) {
  options_.markdown_append = Path("summary.md");
  std::ofstream(options_.markdown_append) << "# Step\n";
  ASSERT_TRUE(CheckOutputs(options_).ok());
  EXPECT_TRUE(RunAndFinish().ok());
  EXPECT_THAT(Read("summary.md"), StartsWith("# Step\n\n# Benchmark Report\n"));
  EXPECT_THAT(Read("summary.md"), HasSubstr("| hash | 1 | success |"));
}

TEST_F(OutputsTest, AFileThatCannotBeAddedToIsNamedBeforeAnythingRuns) {
  options_.markdown_append = directory_.string();
  const absl::Status status = CheckOutputs(options_);
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(status.message()),
              StartsWith("--feluda_markdown_append: cannot append to /"));
}

TEST_F(OutputsTest, WhereAddingFailsTheReportIsKeptAndTheErrorTold) {
  options_.markdown_append = "/dev/full";
  ASSERT_TRUE(CheckOutputs(options_).ok());
  EXPECT_THAT(
      std::string(RunAndFinish().message()),
      HasSubstr("--feluda_markdown_append: cannot append to /dev/full"));
  EXPECT_THAT(Read("mine.json"), HasSubstr("\"hash/1\""));
}

TEST_F(OutputsTest, GoogleBenchmarksConsoleHasNoColoursInAFile) {
  options_.format = "console";
  Outputs outputs(options_, MadeUpProvenance(), absl::Now());
  testing::internal::CaptureStdout();
  outputs.display()->ReportRuns({MadeUpRun("hash/1", 1)});
  std::cout.flush();
  const std::string printed = testing::internal::GetCapturedStdout();
  EXPECT_THAT(printed, HasSubstr("hash/1 "));
  EXPECT_THAT(printed, Not(HasSubstr("\x1b")));
}

TEST_F(OutputsTest, WithoutARunNothingIsAdded) {
  options_.markdown_append = Path("summary.md");
  Outputs outputs(options_, MadeUpProvenance(), absl::Now());
  outputs.report().Finalize();
  EXPECT_TRUE(outputs.Finish().ok());
  EXPECT_FALSE(fs::exists(options_.markdown_append));
}

}  // namespace
}  // namespace feluda
