#include "lib/runner/command_line/command_line.h"

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runner/command_line/min_time.h"

ABSL_FLAG(std::string, feluda_test_text, "nothing", "a text");
ABSL_FLAG(bool, feluda_test_switch, false, "a switch");
ABSL_FLAG(int, feluda_test_number, 7, "a number");

namespace feluda {
namespace {

using testing::HasSubstr;

absl::StatusOr<CommandLine> Parse(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "program");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  return ParseCommandLine(static_cast<int>(arguments.size()), argv.data());
}

TEST(CommandLineTest, TakesGoogleBenchmarksFlagsAndOurs) {
  const auto parsed =
      Parse({"--benchmark_filter=kmeans", "--feluda_test_text=some=thing",
             "--feluda_test_switch", "--benchmark_format=json",
             "--benchmark_out=file.csv", "--benchmark_out_format=csv",
             "--benchmark_min_time=0.01"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_EQ(benchmark::GetBenchmarkFilter(), "kmeans");
  EXPECT_EQ(absl::GetFlag(FLAGS_feluda_test_text), "some=thing");
  EXPECT_TRUE(absl::GetFlag(FLAGS_feluda_test_switch));
  EXPECT_EQ(parsed->format, "json");
  EXPECT_EQ(parsed->out, "file.csv");
  EXPECT_EQ(parsed->out_format, "csv");
}

TEST(CommandLineTest, DefaultsAreGoogleBenchmarks) {
  const auto parsed = Parse({});
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->format, "");
  EXPECT_EQ(parsed->out, "");
  EXPECT_EQ(parsed->out_format, "json");
  EXPECT_FALSE(parsed->list_tests || parsed->help ||
               parsed->report_aggregates_only ||
               parsed->display_aggregates_only);
}

TEST(CommandLineTest, KnowsTheFlagsItSharesWithGoogleBenchmark) {
  const auto parsed =
      Parse({"--benchmark_enable_random_interleaving=true",
             "--benchmark_repetitions=3", "--benchmark_perf_counters=CYCLES"});
  ASSERT_TRUE(parsed.ok()) << parsed.status();
  EXPECT_TRUE(parsed->random_interleaving);
  EXPECT_TRUE(parsed->repeated);
  EXPECT_TRUE(parsed->perf_counters);
  EXPECT_FALSE(Parse({})->perf_counters);
}

TEST(CommandLineTest, KnowsTheColour) {
  EXPECT_EQ(Parse({})->color, std::nullopt);
  EXPECT_EQ(Parse({"--benchmark_color=auto"})->color, std::nullopt);
  EXPECT_EQ(Parse({"--benchmark_color=false"})->color, false);
  EXPECT_EQ(Parse({"--benchmark_color=true"})->color, true);
  EXPECT_FALSE(Parse({"--benchmark_color=red"}).ok());
}

TEST(CommandLineTest, TakesGoogleBenchmarksEnvironment) {
  setenv("BENCHMARK_FORMAT", "csv", 1);
  const auto parsed = Parse({});
  ASSERT_TRUE(parsed.ok());
  EXPECT_EQ(parsed->format, "csv");
}

struct Mistake {
  const char* name;
  const char* argument;
  const char* message;
};

class CommandLineMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(CommandLineMistakes, AreNamedWithTheRemedy) {
  const auto parsed = Parse({GetParam().argument});
  ASSERT_EQ(parsed.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(parsed.status().message()),
              HasSubstr(GetParam().argument));
  EXPECT_THAT(std::string(parsed.status().message()),
              HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    All, CommandLineMistakes,
    testing::Values(
        Mistake{"UnknownOfOurs", "--feluda_colour=red", "no such flag"},
        Mistake{"UnknownOfTheirs", "--benchmark_colour=red", "no flag"},
        Mistake{"UnknownWord", "kmeans", "no flag"},
        Mistake{"NoValue", "--feluda_test_text", "--feluda_test_text=VALUE"},
        Mistake{"NotANumber", "--feluda_test_number=many", "many"},
        Mistake{"NotABool", "--feluda_test_switch=perhaps", "perhaps"},
        Mistake{"Format", "--benchmark_format=xml", "console or json or csv"},
        Mistake{"OutFormat", "--benchmark_out_format=", "console or json"},
        Mistake{"TimeUnit", "--benchmark_time_unit=h", "ns or us or ms or s"},
        Mistake{"MinTime", "--benchmark_min_time=long", "from 0 to 86400"},
        Mistake{"EndlessTime", "--benchmark_min_time=inf", "from 0 to 86400"},
        Mistake{"NoTime", "--benchmark_min_time=nan", "from 0 to 86400"},
        Mistake{"NegativeTime", "--benchmark_min_time=-1", "from 0 to 86400"},
        Mistake{"FewerIterations", "--benchmark_min_time=-1x", "from 0 to"},
        Mistake{"WarmUp", "--benchmark_min_warmup_time=1e9", "from 0 to 86400"},
        Mistake{"Repetitions", "--benchmark_repetitions=some",
                "whole number from 1 to 1000000"},
        Mistake{"NoRepetitions", "--benchmark_repetitions=0", "from 1 to"},
        Mistake{"FewerRepetitions", "--benchmark_repetitions=-1", "from 1 to"},
        Mistake{"HalfARepetition", "--benchmark_repetitions=1.5", "whole"},
        Mistake{"ManyRepetitions", "--benchmark_repetitions=99999999999",
                "to 1000000"},
        Mistake{"RepetitionsWithoutValue", "--benchmark_repetitions", "=N"},
        Mistake{"Verbosity", "--v=loud", "whole number"},
        Mistake{"ListTests", "--benchmark_list_tests=perhaps", "true or"}),
    [](const auto& test) { return test.param.name; });

TEST(CommandLineTest, HelpAndVersionComeBeforeMistakes) {
  EXPECT_TRUE(Parse({"--feluda_colour", "--help"})->help);
  EXPECT_TRUE(Parse({"--feluda_colour", "--version"})->version);
}

TEST(CommandLineTest, TellsAllMistakesAtOnce) {
  const auto parsed = Parse({"--feluda_colour=red", "--benchmark_format=xml"});
  EXPECT_THAT(std::string(parsed.status().message()),
              testing::AllOf(HasSubstr("colour"), HasSubstr("xml")));
}

// What the library takes differs; what the user says does not.
TEST(CommandLineTest, TakesSecondsWithAndWithoutTheirUnit) {
  for (const char* seconds : {"0.01", "0.01s", "0"}) {
    EXPECT_TRUE(Parse({absl::StrCat("--benchmark_min_time=", seconds)}).ok())
        << seconds;
    setenv("BENCHMARK_MIN_TIME", seconds, 1);
    EXPECT_TRUE(Parse({}).ok()) << seconds;
  }
}

TEST(CommandLineTest, TakesIterationsWhereGoogleBenchmarkDoes) {
  EXPECT_EQ(Parse({"--benchmark_min_time=5x"}).ok(),
            kMinTimeSyntax == MinTimeSyntax::kText);
}

TEST(CommandLineTest, ChecksMinTimeOfTheEnvironment) {
  setenv("BENCHMARK_MIN_TIME", "long", 1);
  EXPECT_THAT(std::string(Parse({}).status().message()),
              HasSubstr("--benchmark_min_time=long"));
}

TEST(CommandLineTest, ChecksTheEnvironmentAsWell) {
  setenv("BENCHMARK_REPETITIONS", "0", 1);
  const auto parsed = Parse({});
  EXPECT_THAT(std::string(parsed.status().message()),
              HasSubstr("--benchmark_repetitions=0"));
}

}  // namespace
}  // namespace feluda
