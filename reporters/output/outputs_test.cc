#include "reporters/output/outputs.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"
#include "nlohmann/json.hpp"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class OutputsTest : public testing::Test {
 protected:
  OutputsTest() {
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
    if (outputs.out() != nullptr) {
      benchmark::BenchmarkReporter::Context context;
      outputs.out()->ReportContext(context);
    }
    for (benchmark::BenchmarkReporter* reporter :
         {static_cast<benchmark::BenchmarkReporter*>(&outputs.report()),
          outputs.out()}) {
      if (reporter == nullptr) continue;
      reporter->ReportRuns({MadeUpRun("hash/1", 1)});
      reporter->ReportRuns({MadeUpRun("hash/2", 1)});
      reporter->Finalize();
    }
    return outputs.Finish();
  }

  const TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
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

TEST_F(OutputsTest, APipeGetsTheWholeBenchmarkOutOnce) {
  options_.out = Path("pipe");
  ASSERT_EQ(mkfifo(options_.out.c_str(), 0600), 0);
  ASSERT_TRUE(CheckOutputs(options_).ok());
  std::string text;
  std::thread reader([&] { text = Read("pipe"); });
  EXPECT_EQ(RunAndFinish(), absl::OkStatus());
  reader.join();
  const auto json = nlohmann::json::parse(text);
  ASSERT_EQ(json["benchmarks"].size(), 2);
  EXPECT_EQ(json["benchmarks"][1]["name"], "hash/2");
  EXPECT_TRUE(fs::is_fifo(options_.out));
}

TEST_F(OutputsTest, ABenchmarkOutThatIsLinkedIsReplacedAtItsEnd) {
  fs::create_directory(Path("sub"));
  fs::create_symlink("sub/out.json", Path("link"));
  options_.out = Path("link");
  ASSERT_TRUE(CheckOutputs(options_).ok());
  EXPECT_THAT(DirectoriesOf(options_), testing::Contains(Path("sub")));
  EXPECT_EQ(RunAndFinish(), absl::OkStatus());
  EXPECT_TRUE(fs::is_symlink(Path("link")));
  EXPECT_THAT(Read("sub/out.json"), HasSubstr("\"hash/2\""));
}

TEST_F(OutputsTest, AFullDeviceIsToldAfterTheReportIsSaved) {
  options_.out = "/dev/full";
  ASSERT_TRUE(CheckOutputs(options_).ok());
  EXPECT_EQ(RunAndFinish().message(),
            "cannot write /dev/full: No space left on device");
  EXPECT_THAT(Read("mine.json"), HasSubstr("\"hash/1\""));
}

TEST_F(OutputsTest, WhatIsNoPlaceForFilesIsNamedBeforeAnythingRuns) {
  fs::create_symlink("loop", Path("loop"));
  for (const std::string& out :
       {directory_.string(), Path("loop"), Path("new/")}) {
    options_.out = out;
    EXPECT_THAT(std::string(CheckOutputs(options_).message()),
                StartsWith("--benchmark_out: cannot write " + out + ": "));
  }
  options_.out = "";
  options_.report_prefix = "/dev/null";
  EXPECT_THAT(std::string(CheckOutputs(options_).message()),
              StartsWith("--feluda_out: /dev/null is no regular file; "));
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
