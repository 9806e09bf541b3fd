#include "lib/runner/selection/resumed_reporter.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/new_run.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;
using ::testing::ElementsAre;

// Writes down what it is told: a word a run, a semicolon after a batch.
class Listener : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override {
    heard.push_back("context");
    return true;
  }

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      heard.push_back(absl::StrCat(
          run.report_label, run.benchmark_name(), "@", run.family_index, ".",
          run.per_family_instance_index, &run == &runs.back() ? ";" : ""));
    }
  }

  void Finalize() override { heard.push_back("end"); }

  std::vector<std::string> heard;
};

// Numbered as neither report nor runner would.
Run Named(const std::string& name, const std::string& label) {
  Run run = NewRun(name);
  run.report_label = label;
  run.family_index = 40;
  run.per_family_instance_index = 41;
  return run;
}

Run Aggregate(const std::string& name, const std::string& label,
              const std::string& aggregate) {
  Run run = Named(name, label);
  run.run_type = Run::RT_Aggregate;
  run.aggregate_name = aggregate;
  run.report_big_o = aggregate == "BigO";
  return run;
}

Run Old(const std::string& name) { return Named(name, "old "); }
Run New(const std::string& name) { return Named(name, "new "); }

const benchmark::BenchmarkReporter::Context& SomeContext() {
  static const auto* const context = new benchmark::BenchmarkReporter::Context;
  return *context;
}

TEST(ResumedReporterTest, TellsAllInTheOrderOfTheList) {
  ResumedResults taken;
  for (const char* name : {"a", "c", "e"}) taken.runs[name] = {Old(name)};
  Listener listener;
  ResumedReporter reporter({"a", "b", "c", "d", "e"}, taken, listener);
  reporter.ReportContext(SomeContext());
  EXPECT_THAT(listener.heard, ElementsAre("context", "old a@0.0;"));
  reporter.ReportRuns({New("b")});
  reporter.ReportRuns({New("d")});
  reporter.Finalize();
  EXPECT_THAT(listener.heard,
              ElementsAre("context", "old a@0.0;", "new b@1.0;", "old c@2.0;",
                          "new d@3.0;", "old e@4.0;", "end"));
}

TEST(ResumedReporterTest, TellsAggregatesInABatchAfterTheirRepetitions) {
  ResumedResults taken;
  taken.runs["a"] = {Old("a"), Old("a"), Aggregate("a", "old ", "mean")};
  Listener listener;
  ResumedReporter reporter({"a"}, taken, listener);
  reporter.ReportContext(SomeContext());
  EXPECT_THAT(listener.heard, ElementsAre("context", "old a@0.0", "old a@0.0;",
                                          "old a_mean@0.0;"));
}

TEST(ResumedReporterTest, TellsComplexityRowsAfterTheirFamily) {
  ResumedResults taken;
  taken.runs["s/1"] = {Old("s/1")};
  taken.runs["s/2"] = {Old("s/2")};
  taken.complexity_rows["s"] = {Aggregate("s", "old ", "BigO")};
  taken.runs["z"] = {Old("z")};
  Listener listener;
  ResumedReporter reporter({"t/1", "t/2", "s/1", "s/2", "u", "z"}, taken,
                           listener);
  reporter.ReportContext(SomeContext());
  reporter.ReportRuns({New("t/1")});
  reporter.ReportRuns({New("t/2")});
  // The runner tells them when the next family's first result is there.
  reporter.ReportRuns({Aggregate("t", "new ", "BigO")});
  reporter.ReportRuns({New("u")});
  reporter.Finalize();
  EXPECT_THAT(
      listener.heard,
      ElementsAre("context", "new t/1@0.0;", "new t/2@0.1;", "new t_BigO@0.0;",
                  "old s/1@1.0;", "old s/2@1.1;", "old s_BigO@1.0;",
                  "new u@2.0;", "old z@3.0;", "end"));
}

// As after an interruption.
TEST(ResumedReporterTest, TellsWhatIsLeftAtTheEnd) {
  ResumedResults taken;
  taken.runs["b"] = {Old("b")};
  Listener listener;
  ResumedReporter reporter({"a", "b"}, taken, listener);
  reporter.ReportContext(SomeContext());
  reporter.Finalize();
  EXPECT_THAT(listener.heard, ElementsAre("context", "old b@0.0;", "end"));
}

TEST(ResumedReporterTest, HandsOnWhatItGetsWithNothingTakenOver) {
  Listener listener;
  ResumedReporter reporter({"a"}, ResumedResults(), listener);
  reporter.ReportContext(SomeContext());
  reporter.ReportRuns({New("a")});
  reporter.ReportRuns({New("unlisted")});
  reporter.Finalize();
  EXPECT_THAT(listener.heard, ElementsAre("context", "new a@40.41;",
                                          "new unlisted@40.41;", "end"));
}

}  // namespace
}  // namespace feluda
