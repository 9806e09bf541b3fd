#include "lib/program/tool.h"

#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/program/program.h"

ABSL_FLAG(int, feluda_test_rows, 60, "the rows");
ABSL_FLAG(int, other_test_rows, 60, "other rows");

namespace feluda {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Ran {
  int status = -1;
  int calls = 0;
  std::vector<std::string> files;
  std::string out, err;
};

Ran RunWith(std::vector<std::string> arguments, ToolHelp help = {"Sorts.\n"}) {
  arguments.insert(arguments.begin(), "tool");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  Ran ran;
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  ran.status = RunTool(static_cast<int>(arguments.size()), argv.data(), help,
                       [&](const std::vector<std::string>& files) {
                         ++ran.calls;
                         ran.files = files;
                         return 7;
                       });
  ran.out = testing::internal::GetCapturedStdout();
  ran.err = testing::internal::GetCapturedStderr();
  return ran;
}

TEST(ToolTest, GivesTheFilesToTheBodyAndReturnsItsStatus) {
  const Ran ran = RunWith({"a.json", "--feluda_test_rows=3", "b.json"});
  EXPECT_EQ(ran.status, 7);
  EXPECT_THAT(ran.files, ElementsAre("a.json", "b.json"));
  EXPECT_EQ(absl::GetFlag(FLAGS_feluda_test_rows), 3);
}

TEST(ToolTest, HelpHasUsageFlagsAndExitStatuses) {
  const Ran ran = RunWith({"--help"}, {"Sorts.\n", "0 sorted\n"});
  EXPECT_EQ(ran.status, kExitSuccess);
  EXPECT_EQ(ran.calls, 0);
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("Sorts."), HasSubstr("feluda_test_rows"),
                    Not(HasSubstr("other_test_rows")), HasSubstr("0 sorted")));
  EXPECT_THAT(RunWith({"--help"}, {"Sorts.\n", "", ""}).out,
              HasSubstr("other_test_rows"));
}

TEST(ToolTest, VersionRunsNothing) {
  const Ran ran = RunWith({"--version"});
  EXPECT_EQ(ran.status, kExitSuccess);
  EXPECT_EQ(ran.calls, 0);
  EXPECT_THAT(ran.out, HasSubstr("Feluda Benchmarks "));
}

TEST(ToolTest, MistakesAreBadUse) {
  const Ran ran = RunWith({"--feluda_colour=red"});
  EXPECT_EQ(ran.status, kExitBadUse);
  EXPECT_EQ(ran.calls, 0);
  EXPECT_THAT(ran.err, HasSubstr("--feluda_colour=red: no such flag"));
}

TEST(ToolTest, WhatIsNotSavedIsAFailureThatIsTold) {
  EXPECT_EQ(ExitOfSaving(absl::OkStatus()), kExitSuccess);
  testing::internal::CaptureStderr();
  EXPECT_EQ(ExitOfSaving(absl::DataLossError("disk is full")), kExitFailure);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "Not saved: disk is full\n");
}

}  // namespace
}  // namespace feluda
