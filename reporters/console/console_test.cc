#include "reporters/console/console.h"

#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"
#include "reporters/testing/golden.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using BenchmarkRun = benchmark::BenchmarkReporter::Run;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Print(Provenance provenance, size_t name_field_width,
                  const std::vector<BenchmarkRun>& runs,
                  bool in_color = false) {
  std::ostringstream out;
  Console console(std::move(provenance), in_color);
  console.SetOutputStream(&out);
  benchmark::BenchmarkReporter::Context benchmark_context;
  benchmark_context.name_field_width = name_field_width;
  EXPECT_TRUE(console.ReportContext(benchmark_context));
  for (const BenchmarkRun& run : runs) console.ReportRuns({run});
  console.Finalize();
  return out.str();
}

TEST(ConsoleTest, MatchesTheGolden) {
  const std::string text = Print(MadeUpProvenance(), 48, MadeUpRuns());
  EXPECT_EQ(text, Golden("made_up.txt", text));
}

TEST(ConsoleTest, ACommaDecimalLocaleChangesNothing) {
  const std::string text = Print(MadeUpProvenance(), 48, MadeUpRuns());
  const CommaDecimalLocale locale;
  EXPECT_EQ(Print(MadeUpProvenance(), 48, MadeUpRuns()), text);
}

TEST(ConsoleTest, KnowsAMachineThatTellsNothing) {
  EXPECT_THAT(Print(Provenance(), 10, {}),
              AllOf(HasSubstr("Feluda Benchmarks"),
                    HasSubstr("0 measured, 0 failed\n")));
}

TEST(ConsoleTest, WarnsOfABuildWithoutOptimisation) {
  Provenance provenance = MadeUpProvenance();
  EXPECT_THAT(Print(provenance, 10, {}), Not(HasSubstr("WARNING")));
  provenance.system_info["optimised"] = false;
  EXPECT_THAT(Print(provenance, 10, {}),
              HasSubstr("WARNING: built without optimisation"));
}

TEST(ConsoleTest, NamesWhatMakesTimesDrift) {
  Provenance provenance = MadeUpProvenance();
  provenance.system_info["virtual_machine"] = false;
  provenance.system_info["governor"] = "powersave";
  provenance.system_info["turbo"] = true;
  EXPECT_THAT(
      Print(provenance, 10, {}),
      HasSubstr("drift here: frequency governor powersave, turbo on, "));
  EXPECT_THAT(Print(Provenance(), 10, {}), Not(HasSubstr("drift")));
}

TEST(ConsoleTest, AWideNameLeavesTheColumnsInPlace) {
  const std::string wide(200, 'w');
  const std::string text =
      Print(Provenance(), 200, {MadeUpRun("hash", 2), MadeUpRun(wide, 2)});
  EXPECT_THAT(text, HasSubstr("\n" + wide + "\n"));
  const size_t first = text.find("2.00 s");
  const size_t second = text.find("2.00 s", first + 1);
  ASSERT_NE(second, std::string::npos);
  EXPECT_EQ(first - text.rfind('\n', first), second - text.rfind('\n', second));
}

TEST(ConsoleTest, AFailureStandsInItsRowAndWholeAtTheEnd) {
  BenchmarkRun run = MadeUpRun("hash/1", 0);
  MarkFailed(run, "killed by SIGSEGV\nits last words");
  const std::string text =
      Print(Provenance(), 10, {run, MadeUpRun("hash/2", 1)});
  EXPECT_THAT(text, HasSubstr("FAILED: killed by SIGSEGV\n"));
  EXPECT_THAT(text, HasSubstr("1 measured, 1 failed\n"
                              "  hash/1: killed by SIGSEGV\n"
                              "      its last words\n"));
}

BenchmarkRun Aggregate(const std::string& name) {
  BenchmarkRun run = MadeUpRun("hash/1", 0.25);
  run.run_type = BenchmarkRun::RT_Aggregate;
  run.aggregate_name = name;
  if (name == "cv") run.aggregate_unit = benchmark::kPercentage;
  const auto set = [&](absl::string_view figure, double value) {
    Set(run.counters, CounterName(Phase::kExecution, figure), value);
  };
  for (const auto seconds :
       {figure::kUserSeconds, figure::kSystemSeconds,
        figure::kChildrenUserSeconds, figure::kChildrenSystemSeconds}) {
    set(seconds, 1);
  }
  set(figure::kResidentBefore, 1024);
  set(figure::kResidentPeak, 4096);
  set(figure::kHeapPeakBytes, 0.5);
  set(figure::kHeapAllocations, 0.125);
  return run;
}

struct AggregateCase {
  const char* name;
  const char* figures;
};

TEST(ConsoleTest, EachAggregateHasAllColumns) {
  for (const AggregateCase& c :
       {AggregateCase{
            "mean", "   250 ms    2.00 s      +2.0 KiB          0 B     0.12"},
        AggregateCase{
            "median",
            "   250 ms    2.00 s      +2.0 KiB          0 B     0.12"},
        AggregateCase{
            "stddev",
            "   250 ms    2.00 s       2.0 KiB          0 B     0.12"}}) {
    BenchmarkRun run = Aggregate(c.name);
    Set(run.counters, "execution.cpu_seconds", 2);
    Set(run.counters, "execution.resident_rise_bytes", 2048);
    EXPECT_THAT(Print(Provenance(), 20, {run}), HasSubstr(c.figures));
  }
  BenchmarkRun run = Aggregate("cv");
  Set(run.counters, "execution.cpu_seconds", 0.02);
  Set(run.counters, "execution.resident_rise_bytes", 0.03);
  EXPECT_THAT(
      Print(Provenance(), 20, {run}),
      HasSubstr("  25.00 %    2.00 %        3.00 %      50.00 %  12.50 %"));
}

TEST(ConsoleTest, AnAggregateWhoseRepetitionsWereNotReportedShowsWhatIsKnown) {
  for (const AggregateCase& c :
       {AggregateCase{
            "mean", "   250 ms    4.00 s      +3.0 KiB          0 B     0.12"},
        AggregateCase{
            "median",
            "   250 ms         -             -          0 B     0.12"},
        AggregateCase{
            "cv", "  25.00 %         -             -      50.00 %  12.50 %"}}) {
    EXPECT_THAT(Print(Provenance(), 20, {Aggregate(c.name)}),
                HasSubstr(c.figures));
  }
}

TEST(ConsoleTest, AnAggregateWithoutOurCountersShowsGoogleBenchmarksCpu) {
  BenchmarkRun run = Aggregate("median");
  run.counters.clear();
  EXPECT_THAT(Print(Provenance(), 20, {run}),
              HasSubstr("   250 ms    125 ms  "));
}

TEST(ConsoleTest, RepetitionsThatAggregatesStandForAreCounted) {
  BenchmarkRun failed = MadeUpRun("sort/8", 0);
  MarkFailed(failed, "no text");
  EXPECT_THAT(
      Print(Provenance(), 20,
            {MadeUpAggregate("sort/64", "mean", 1),
             MadeUpAggregate("sort/64", "median", 1), failed,
             MadeUpAggregate("sort/8", "mean", 1),
             MadeUpAggregate("sort/8", "cv", 0.5)}),
      HasSubstr("\n2 benchmarks, 6 repetitions: 5 measured, 1 failed\n"));
}

TEST(ConsoleTest, AggregatesBesideTheirRepetitionsAreNotCounted) {
  EXPECT_THAT(
      Print(Provenance(), 20,
            {MadeUpRun("sort/8", 1), MadeUpRun("sort/8", 2),
             MadeUpAggregate("sort/8", "mean", 1.5)}),
      HasSubstr("\n1 benchmark, 2 repetitions: 2 measured, 0 failed\n"));
}

TEST(ConsoleTest, RepetitionsThatFailAlikeAreToldOnce) {
  BenchmarkRun failed = MadeUpRun("sort/8", 0);
  MarkFailed(failed, "no text");
  BenchmarkRun other = failed;
  MarkFailed(other, "no page");
  EXPECT_THAT(Print(Provenance(), 20,
                    {MadeUpRun("hash/1", 1), MadeUpRun("hash/1", 1), failed,
                     failed, failed, other}),
              HasSubstr("\n2 benchmarks, 6 repetitions: 2 measured, 4 failed\n"
                        "  sort/8 (3 times): no text\n"
                        "  sort/8: no page\n"));
}

TEST(ConsoleTest, SkippedRunsAreNeitherMeasuredNorFailed) {
  const std::string text =
      Print(Provenance(), 20, {MadeUpSkippedRun("capture", "no camera")});
  EXPECT_THAT(text, HasSubstr("skipped: no camera\n"));
  EXPECT_THAT(text, HasSubstr("\n0 measured, 0 failed, 1 skipped\n"));
}

TEST(ConsoleTest, NoFigureIsInfiniteOrNone) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  BenchmarkRun growth = MadeUpAggregate("sort", "BigO", kNan);
  growth.report_big_o = true;
  BenchmarkRun error = MadeUpAggregate("sort", "RMS", kNan);
  error.report_rms = true;
  const std::string text =
      Print(Provenance(), 20,
            {MadeUpRun("sort", std::numeric_limits<double>::infinity()),
             MadeUpAggregate("sort", "cv", kNan), growth, error});
  EXPECT_THAT(text, Not(HasSubstr("nan")));
  EXPECT_THAT(text, Not(HasSubstr("inf")));
  EXPECT_THAT(text, HasSubstr("\n0 measured, 1 failed\n"));
}

TEST(ConsoleTest, ColoursAreThereOnlyWhereTheyAreWanted) {
  BenchmarkRun failed = MadeUpRun("hash/2", 0);
  MarkFailed(failed, "no text");
  const std::vector<BenchmarkRun> runs = {MadeUpRun("hash/1", 1), failed};
  EXPECT_THAT(Print(MadeUpProvenance(), 10, runs), Not(HasSubstr("\x1b")));
  EXPECT_THAT(Print(MadeUpProvenance(), 10, runs, /*in_color=*/true),
              AllOf(HasSubstr("\x1b[1;31mhash/2      FAILED: no text\x1b[0m\n"),
                    HasSubstr("1 measured, \x1b[1;31m1 failed\x1b[0m\n"),
                    HasSubstr("\nhash/1         1.00 s")));
}

TEST(ConsoleTest, NoTextMovesTheCursor) {
  BenchmarkRun run = MadeUpRun("a\x1b[2J\rb", 0);
  MarkFailed(run, "c\x1b[2J\x07");
  const std::string text = Print(Provenance(), 10, {run});
  EXPECT_EQ(text.find_first_of("\x1b\r\x07"), std::string::npos);
}

}  // namespace
}  // namespace feluda
