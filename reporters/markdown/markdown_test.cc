#include "reporters/markdown/markdown.h"

#include <limits>
#include <sstream>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/counters.h"
#include "lib/runs/python_run.h"
#include "lib/runs/run_outcome.h"
#include "reporters/report/report.h"
#include "reporters/testing/golden.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(MarkdownTest, MatchesTheGolden) {
  const std::string markdown = ToMarkdown(MadeUpReport());
  EXPECT_EQ(markdown, Golden("made_up.md", markdown));
}

TEST(MarkdownTest, ACommaDecimalLocaleChangesNothing) {
  const std::string markdown = ToMarkdown(MadeUpReport());
  const CommaDecimalLocale locale;
  EXPECT_EQ(ToMarkdown(MadeUpReport()), markdown);
}

TEST(MarkdownTest, AnEmptyReportHasItsSections) {
  const std::string markdown = ToMarkdown(Report(Provenance()));
  EXPECT_THAT(markdown, HasSubstr("# Benchmark Report\n\nGenerated: unknown"));
  EXPECT_THAT(markdown, HasSubstr("Information\n\nNothing is known.\n\n##"));
  EXPECT_THAT(markdown, HasSubstr("\n## Detailed Results\n\n| Operator |"));
}

TEST(MarkdownTest, WhatOurMachineDoesNotTellIsUnknown) {
  Provenance provenance;
  provenance.system_info = {{"platform", "Linux"},
                            {"total_memory_gb", nullptr}};
  EXPECT_THAT(ToMarkdown(Report(provenance)),
              HasSubstr("\n- Platform: Linux\n- Processor: unknown\n"
                        "- CPU Count: unknown\n- Total Memory: unknown\n"));
}

TEST(MarkdownTest, OfAnothersProgramShowsWhatGoogleBenchmarkTells) {
  Provenance provenance;
  provenance.benchmark = {{"date", "2026-02-12T09:05:07+00:00"},
                          {"executable", "./sort|merge"},
                          {"num_cpus", 8},
                          {"load_avg", {1, 2, 3}}};
  const std::string markdown = ToMarkdown(Report(provenance));
  EXPECT_THAT(markdown, HasSubstr("Generated: 2026-02-12T09:05:07+00:00\n"));
  EXPECT_THAT(markdown, HasSubstr("Information\n\n- Executable: ./sort\\|merge"
                                  "\n- CPU Count: 8\n\n##"));
}

TEST(MarkdownTest, StatisticsAreSortedAndResultsAreNot) {
  Report report(Provenance{});
  report.Add(MadeUpRun("zebra/1", 1));
  report.Add(MadeUpRun("ant/1", 1));
  const std::string markdown = ToMarkdown(report);
  const size_t results = markdown.find("## Detailed Results");
  const size_t statistics = markdown.find("## Operator Statistics");
  EXPECT_LT(markdown.find("| ant |", statistics),
            markdown.find("| zebra |", statistics));
  EXPECT_LT(markdown.find("| zebra | 1", results),
            markdown.find("| ant | 1", results));
}

TEST(MarkdownTest, AveragesAreOfRepetitionsAlone) {
  Report report(Provenance{});
  for (const double seconds : {1, 3}) report.Add(MadeUpRun("ant/1", seconds));
  report.Add(MadeUpRun("bee/1", 2));
  report.Add(MadeUpRun("cow/1", 1));
  report.Add(MadeUpRun("cow/2", 9));
  const std::string markdown = ToMarkdown(report);
  EXPECT_THAT(markdown, HasSubstr("| ant | 2 | 100.0 | 2.000 | 1.000 | 3.000 | "
                                  "1.000 |  |  | 2.000 | 2 of 20 samples | "
                                  "50.0 |\n"));
  EXPECT_THAT(markdown, HasSubstr(" | 2.000 | 1 sample | 1 sample |\n"));
  EXPECT_THAT(markdown, HasSubstr("| cow | 2 | 100.0 | - | 1.000 | 9.000 | - | "
                                  "- |  | - | - | - |\n\nAn average is of"));
}

// The unescaped ones.
int CountPipes(const std::string& line) {
  int pipes = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '|') {
      ++pipes;
    }
  }
  return pipes;
}

TEST(MarkdownTest, NoTextBreaksATable) {
  const std::string hostile = "a|b`\n|c\r|\\";
  Report report(Provenance{});
  Report::Run run = MadeUpRun(hostile + "/" + hostile, 1);
  run.report_label = hostile;
  SetInputSize(run.counters, {1, hostile});
  report.Add(run);
  MarkFailed(run, hostile);
  report.Add(run);
  std::istringstream lines(ToMarkdown(report));
  int rows = 0;
  int pipes_of_heading = 0;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(line.empty() || line[0] == '#' || line[0] == '|' ||
                line[0] == '-' || line.find('`') == std::string::npos)
        << line;
    if (line.empty()) pipes_of_heading = 0;
    if (line.empty() || line[0] != '|') continue;
    ++rows;
    if (pipes_of_heading == 0) pipes_of_heading = CountPipes(line);
    EXPECT_EQ(CountPipes(line), pipes_of_heading) << line;
  }
  // The plan's table, then four more, two lines above each; two results.
  EXPECT_EQ(rows, 2 + 1 + 4 * 2 + 1 + 2 + 1 + 1);
}

TEST(MarkdownTest, AnErrorIsBriefBesideFiguresAndWholeAmongTheFailures) {
  Report report(Provenance{});
  Report::Run run = MadeUpRun("hash/1", 1);
  MarkFailed(run, std::string(200, 'x') + "\nlast words");
  report.Add(run);
  const std::string markdown = ToMarkdown(report);
  EXPECT_THAT(markdown, HasSubstr("| " + std::string(120, 'x') + " … |\n"));
  EXPECT_THAT(markdown, HasSubstr("x<br>last words |\n"));
}

TEST(MarkdownTest, AggregatesAloneAreShownAsWhatTheyAre) {
  Report report(Provenance{});
  Report::Run mean = MadeUpAggregate("sort/8", "mean", 0.5);
  Set(mean.counters, CounterName(Phase::kExecution, figure::kResidentPeak),
      40 << 20);
  Report::Run cv = MadeUpAggregate("sort/8", "cv", 0.031);
  Set(cv.counters, CounterName(Phase::kExecution, figure::kHeapPeakBytes),
      0.25);
  report.Extend({mean, cv});
  const std::string markdown = ToMarkdown(report);
  EXPECT_THAT(markdown,
              HasSubstr("| sort | 8 (mean of 3 repetitions) | success "
                        "| 0.5000 |  | 40.00 | 0.2500 |  |\n"));
  EXPECT_THAT(markdown, HasSubstr("\n## Aggregates\n"));
  EXPECT_THAT(markdown,
              HasSubstr("| sort/8 | mean | 3 | 0.5000 s | 0.2500 s | 40.0 MiB "
                        "|  |  |  |\n"
                        "| sort/8 | cv | 3 | 3.1 % | 1.6 % |  |  | 25.0 % |  "
                        "|\n"));
  EXPECT_THAT(ToMarkdown(MadeUpReport()), Not(HasSubstr("## Aggregates")));
}

TEST(MarkdownTest, NamesPythonAndItsPackages) {
  PythonRunDetails details;
  details.version = "3.11.2";
  details.allocator = "pymalloc";
  details.packages = {{"num|py", "1.24.2"}, {"scipy", "1.10.1"}};
  Report::Run run = MadeUpRun("cluster_embeddings/x", 1);
  SetPythonRunDetails(run.counters, details);
  Report report(MadeUpProvenance());
  EXPECT_THAT(ToMarkdown(report), Not(HasSubstr("Python")));
  report.Add(run);
  EXPECT_THAT(ToMarkdown(report),
              HasSubstr("\n- Python Version: 3.11.2\n"
                        "- Python's Allocator: pymalloc\n"
                        "- Python Packages: num\\|py 1.24.2, scipy 1.10.1\n"));
}

TEST(MarkdownTest, ComparesWithPython) {
  EXPECT_THAT(ToMarkdown(MadeUpReport()),
              Not(HasSubstr("Compared with Python")));
  Report::Run python = MadeUpRun("hash|tmk/a*b", 3);
  PythonRunDetails details;
  details.version = "3.11.2";
  SetPythonRunDetails(python.counters, details);
  Report report(MadeUpProvenance());
  report.Extend({MadeUpRun("hash|tmk/a*b", 1.5), python});
  EXPECT_THAT(
      ToMarkdown(report),
      HasSubstr("\n## Compared with Python\n\n"
                "| Operator | Data | Time | CPU Time | Memory Rise | "
                "Peak Memory | Start-up |\n"
                "|---|---|---:|---:|---:|---:|---:|\n"
                "| hash\\|tmk | a\\*b | 3.00 s / 1.50 s = 2.00 | "
                "1.50 s / 750 ms = 2.00 |  |  |  |\n\n- A cell is Python's"));
}

TEST(MarkdownTest, SkippedRunsAreNoFailures) {
  Report report(Provenance{});
  report.Add(MadeUpSkippedRun("capture/front", "no | camera"));
  const std::string markdown = ToMarkdown(report);
  EXPECT_THAT(markdown, HasSubstr("\n## Skipped\n"));
  EXPECT_THAT(markdown, HasSubstr("| capture | front | no \\| camera |\n"));
  EXPECT_THAT(markdown, Not(HasSubstr("## Failures")));
}

TEST(MarkdownTest, NoFigureIsInfiniteOrNone) {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  Provenance provenance;
  provenance.benchmark = {{"num_cpus", kInfinity}, {"mhz_per_cpu", kNan}};
  Report report(provenance);
  for (const double time : {kNan, kInfinity, -kInfinity, 1e308}) {
    Report::Run run = MadeUpRun("sort", time);
    run.cpu_accumulated_time = kNan;
    run.time_unit = benchmark::kSecond;
    Set(run.counters, "execution.resident_peak_bytes", kNan);
    Set(run.counters, sample::kCv, kInfinity);
    report.Extend({run, run});
  }
  const std::string markdown = ToMarkdown(report);
  EXPECT_THAT(markdown, Not(HasSubstr("inf")));
  EXPECT_THAT(markdown, Not(HasSubstr("nan")));
  EXPECT_THAT(markdown, HasSubstr("real_time is not a finite number"));
  EXPECT_THAT(markdown, HasSubstr("Nothing is known."));
}

TEST(MarkdownTest, SaysThatItWasBuiltWithoutOptimisation) {
  Report report(Provenance{});
  EXPECT_THAT(ToMarkdown(report), Not(HasSubstr("optimisation")));
  Provenance provenance;
  provenance.system_info["optimised"] = false;
  EXPECT_THAT(ToMarkdown(Report(provenance)),
              HasSubstr("**Built without optimisation**"));
}

TEST(MarkdownTest, SaysThatAReportIsPartial) {
  Report report(MadeUpProvenance());
  EXPECT_EQ(ToMarkdown(report).find("Partial"), std::string::npos);
  report.set_partial("interrupted by | SIGINT");
  EXPECT_NE(ToMarkdown(report).find(
                "**Partial report**: interrupted by \\| SIGINT.\n\n"),
            std::string::npos);
}

}  // namespace
}  // namespace feluda
