#include "reporters/console.h"

#include <sstream>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/compat.h"
#include "reporters/golden.h"
#include "reporters/made_up_report.h"

namespace feluda {
namespace {

using BenchmarkRun = benchmark::BenchmarkReporter::Run;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Print(feluda::Context context, size_t name_field_width,
                  const std::vector<BenchmarkRun>& runs) {
  std::ostringstream out;
  Console console(std::move(context));
  console.SetOutputStream(&out);
  benchmark::BenchmarkReporter::Context benchmark_context;
  benchmark_context.name_field_width = name_field_width;
  EXPECT_TRUE(console.ReportContext(benchmark_context));
  for (const BenchmarkRun& run : runs) console.ReportRuns({run});
  console.Finalize();
  return out.str();
}

TEST(ConsoleTest, MatchesTheGolden) {
  const std::string text = Print(MadeUpContext(), 48, MadeUpRuns());
  EXPECT_EQ(text, Golden("made_up.txt", text));
}

TEST(ConsoleTest, ACommaDecimalLocaleChangesNothing) {
  const std::string text = Print(MadeUpContext(), 48, MadeUpRuns());
  const CommaDecimalLocale locale;
  EXPECT_EQ(Print(MadeUpContext(), 48, MadeUpRuns()), text);
}

TEST(ConsoleTest, KnowsAMachineThatTellsNothing) {
  EXPECT_THAT(Print(Context(), 10, {}),
              AllOf(HasSubstr("Feluda Benchmarks"),
                    HasSubstr("0 measured, 0 failed\n")));
}

TEST(ConsoleTest, WarnsOfABuildWithoutOptimisation) {
  Context context = MadeUpContext();
  EXPECT_THAT(Print(context, 10, {}), Not(HasSubstr("WARNING")));
  context.system_info["optimised"] = false;
  EXPECT_THAT(Print(context, 10, {}),
              HasSubstr("WARNING: built without optimisation"));
}

TEST(ConsoleTest, NamesWhatMakesTimesDrift) {
  Context context = MadeUpContext();
  context.system_info["virtual_machine"] = false;
  context.system_info["governor"] = "powersave";
  context.system_info["turbo"] = true;
  EXPECT_THAT(Print(context, 10, {}),
              HasSubstr("drift here: frequency governor powersave, turbo on."));
  context.system_info["governor"] = "performance";
  context.system_info["turbo"] = false;
  EXPECT_THAT(Print(context, 10, {}), Not(HasSubstr("drift")));
}

TEST(ConsoleTest, AWideNameLeavesTheColumnsInPlace) {
  const std::string wide(200, 'w');
  const std::string text =
      Print(Context(), 200, {MadeUpRun("hash", 2), MadeUpRun(wide, 2)});
  EXPECT_THAT(text, HasSubstr("\n" + wide + "\n"));
  const size_t first = text.find("2.00 s");
  const size_t second = text.find("2.00 s", first + 1);
  ASSERT_NE(second, std::string::npos);
  EXPECT_EQ(first - text.rfind('\n', first), second - text.rfind('\n', second));
}

TEST(ConsoleTest, AFailureStandsInItsRowAndWholeAtTheEnd) {
  BenchmarkRun run = MadeUpRun("hash/1", 0);
  MarkFailed(run, "killed by SIGSEGV\nits last words");
  const std::string text = Print(Context(), 10, {run, MadeUpRun("hash/2", 1)});
  EXPECT_THAT(text, HasSubstr("FAILED: killed by SIGSEGV\n"));
  EXPECT_THAT(text, HasSubstr("1 measured, 1 failed\n"
                              "  hash/1: killed by SIGSEGV\n"
                              "      its last words\n"));
}

TEST(ConsoleTest, NoTextMovesTheCursor) {
  BenchmarkRun run = MadeUpRun("a\x1b[2J\rb", 0);
  MarkFailed(run, "c\x1b[2J\x07");
  const std::string text = Print(Context(), 10, {run});
  EXPECT_EQ(text.find_first_of("\x1b\r\x07"), std::string::npos);
}

}  // namespace
}  // namespace feluda
