#include "lib/program/flags.h"

#include <optional>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

ABSL_FLAG(std::string, feluda_test_text, "nothing", "a text");
ABSL_FLAG(bool, feluda_test_switch, false, "a switch");
ABSL_FLAG(int, feluda_test_number, 7, "a number");

namespace feluda {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

absl::StatusOr<ToolArguments> Parse(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "program");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  return ParseToolArguments(static_cast<int>(arguments.size()), argv.data());
}

TEST(FlagsTest, SetsFlagsAndReturnsTheFiles) {
  const auto parsed = Parse({"a.json", "--feluda_test_text=some=thing",
                             "--feluda_test_switch", "-", "b.json"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_THAT(parsed->files, ElementsAre("a.json", "-", "b.json"));
  EXPECT_EQ(absl::GetFlag(FLAGS_feluda_test_text), "some=thing");
  EXPECT_TRUE(absl::GetFlag(FLAGS_feluda_test_switch));
}

TEST(FlagsTest, HelpAndVersionComeBeforeMistakes) {
  EXPECT_TRUE(Parse({"--feluda_colour", "--help"})->help);
  EXPECT_TRUE(Parse({"--feluda_colour", "--version"})->version);
}

struct Mistake {
  const char* name;
  const char* argument;
  const char* message;
};

class FlagsMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(FlagsMistakes, AreNamedWithTheRemedy) {
  const auto parsed = Parse({GetParam().argument});
  ASSERT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(
      std::string(parsed.status().message()),
      AllOf(HasSubstr(GetParam().argument), HasSubstr(GetParam().message)));
}

INSTANTIATE_TEST_SUITE_P(
    All, FlagsMistakes,
    testing::Values(
        Mistake{"Unknown", "--feluda_colour=red", "no such flag"},
        Mistake{"NoValue", "--feluda_test_text", "--feluda_test_text=VALUE"},
        Mistake{"NotANumber", "--feluda_test_number=many", "many"},
        Mistake{"NotABool", "--feluda_test_switch=perhaps", "perhaps"}),
    [](const auto& test) { return test.param.name; });

TEST(FlagsTest, TellsAllMistakesAtOnce) {
  const auto parsed =
      Parse({"--feluda_colour=red", "--feluda_test_number=many"});
  EXPECT_THAT(std::string(parsed.status().message()),
              AllOf(HasSubstr("colour"), HasSubstr("many")));
}

TEST(FlagMistakesTest, TakeValuesAndTellAllThatIsWrong) {
  FlagMistakes mistakes;
  int rows = 1;
  std::optional<int> columns;
  mistakes.Take("--rows", absl::StatusOr<int>(5), rows);
  mistakes.Take(absl::StatusOr<int>(6), columns);
  EXPECT_TRUE(mistakes.status().ok());
  const absl::StatusOr<int> wrong = absl::OutOfRangeError("too many");
  mistakes.Take("--rows", wrong, rows);
  mistakes.Take(wrong, columns);
  mistakes.Add("--old and --new");
  EXPECT_EQ(mistakes.status(),
            absl::InvalidArgumentError("--rows: too many\ntoo many\n"
                                       "--old and --new"));
  EXPECT_EQ(rows, 5);
  EXPECT_EQ(columns, 6);
}

TEST(FlagsTest, DescribesTheFlags) {
  EXPECT_THAT(DescribeFlags("feluda_"),
              HasSubstr("[--feluda_test_number=7]  a number\n"));
  EXPECT_EQ(DescribeFlags("nothing_like_it"), "");
}

}  // namespace
}  // namespace feluda
