#include "lib/runner/selection/resume.h"

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;
using ::testing::HasSubstr;
using ::testing::SizeIs;

Run Measured(const std::string& name, int repetitions = 1) {
  Run run = NewRun(name);
  run.repetitions = repetitions;
  run.iterations = 1;
  return run;
}

Run Broken(const std::string& name) { return FailedRun(name, "broken"); }

Run Aggregate(const std::string& name) {
  Run run = Measured(name, 3);
  run.run_type = Run::RT_Aggregate;
  run.aggregate_name = "mean";
  return run;
}

Run Sized(const std::string& name) {
  Run run = Measured(name);
  Set(run.counters, kComplexityN, 8);
  return run;
}

Run BigO(const std::string& name) {
  Run run = Aggregate(name);
  run.report_big_o = true;
  return run;
}

std::vector<std::string> Left(const std::vector<Run>& runs,
                              const std::vector<std::string>& names,
                              bool cut_short = false) {
  RecordedRuns recorded;
  recorded.runs = runs;
  recorded.cut_short = cut_short;
  return LeftToRun(names, SelectResumedResults(recorded, names));
}

// So many repetitions of it, in rounds.
std::vector<Run> InRounds(const std::string& name, int rounds) {
  std::vector<Run> runs;
  for (int round = 0; round < rounds; ++round) {
    runs.push_back(Measured(name, rounds));
    Set(runs.back().counters, kRoundIndex, round);
  }
  return runs;
}

TEST(ResumeRoundsTest, TakesOverThoseThatAreThere) {
  RecordedRuns recorded;
  for (const auto& [name, rounds] :
       {std::pair("all", 3), std::pair("some", 2), std::pair("other", 2)}) {
    for (const auto& run : InRounds(name, rounds)) recorded.runs.push_back(run);
  }
  recorded.runs.push_back(Measured("single"));
  const std::vector<std::string> names = {"all", "some", "single", "new"};
  const ResumedResults resumed = SelectResumedResults(recorded, names, 3);
  EXPECT_THAT(LeftToRun(names, resumed),
              testing::ElementsAre("some", "single", "new"));
  ASSERT_THAT(resumed.started, SizeIs(1));
  EXPECT_EQ(RoundsIn(resumed.started.at("some")), 2);
  // Without rounds all of them are measured.
  EXPECT_THAT(LeftToRun(names, SelectResumedResults(recorded, names)),
              testing::ElementsAre("new"));
}

TEST(ResumeRoundsTest, AFailureInARoundIsMeasuredAnew) {
  RecordedRuns recorded;
  recorded.runs = InRounds("a", 2);
  MarkFailed(recorded.runs[1], "killed");
  const ResumedResults resumed = SelectResumedResults(recorded, {"a"}, 3);
  EXPECT_THAT(resumed.started, SizeIs(0));
  EXPECT_THAT(LeftToRun({"a"}, resumed), SizeIs(1));
}

struct LeftCase {
  const char* name;
  std::vector<Run> runs;
  // Which of a, b, s/1 and s/2 are left to run.
  std::vector<std::string> left;
  bool cut_short = false;
};

class LeftToRunTest : public testing::TestWithParam<LeftCase> {};

TEST_P(LeftToRunTest, IsWhatTheReportHasNotAsMeasured) {
  EXPECT_EQ(
      Left(GetParam().runs, {"a", "b", "s/1", "s/2"}, GetParam().cut_short),
      GetParam().left);
}

const std::vector<std::string> kAll = {"a", "b", "s/1", "s/2"};

INSTANTIATE_TEST_SUITE_P(
    Reports, LeftToRunTest,
    testing::ValuesIn<LeftCase>({
        {"Nothing", {}, kAll},
        {"Some", {Measured("b"), Measured("s/2")}, {"a", "s/1"}},
        {"All",
         {Measured("s/1"), Measured("s/2"), Measured("b"), Measured("a")},
         {}},
        {"Others", {Measured("c"), Measured("s/3")}, kAll},
        {"AFailure", {Measured("a"), Broken("b")}, {"b", "s/1", "s/2"}},
        {"AFailureAfterRepetitions",
         {Measured("a", 2), Measured("a", 2), Broken("a")},
         kAll},
        {"AllRepetitions",
         {Measured("a", 3), Measured("a", 3), Measured("a", 3), Aggregate("a")},
         {"b", "s/1", "s/2"}},
        {"SomeRepetitions", {Measured("a", 3), Measured("a", 3)}, kAll},
        {"AggregatesAlone", {Aggregate("a")}, kAll},
        {"TheLastOfAFileThatIsCutShort",
         {Measured("a"), Measured("b")},
         {"b", "s/1", "s/2"},
         true},
        {"AWholeFamilyWithRows",
         {Sized("s/1"), Sized("s/2"), BigO("s")},
         {"a", "b"}},
        {"AFamilyWithRowsOfFewer", {Sized("s/1"), BigO("s")}, kAll},
        {"AFamilyWithRowsOfMore",
         {Sized("s/1"), Sized("s/2"), Sized("s/3"), BigO("s")},
         kAll},
        {"AFamilyWhoseRowsAreMissing", {Sized("s/1"), Sized("s/2")}, kAll},
        {"AFamilyWithAFailure",
         {Sized("s/1"), Broken("s/2"), BigO("s"), Measured("a")},
         {"b", "s/1", "s/2"}},
        {"AFamilyWithoutComplexity", {Measured("s/1")}, {"a", "b", "s/2"}},
    }),
    [](const auto& tested) { return tested.param.name; });

TEST(SelectResumedResultsTest, KeepsAllRunsOfABenchmarkAndTheRowsOfAFamily) {
  RecordedRuns recorded;
  recorded.runs = {Measured("a", 2), Measured("a", 2), Aggregate("a"),
                   Sized("s/1"),     Sized("s/2"),     BigO("s"),
                   BigO("gone")};
  const ResumedResults taken = SelectResumedResults(recorded, kAll);
  EXPECT_THAT(taken.runs.at("a"), SizeIs(3));
  EXPECT_THAT(taken.complexity_rows.at("s"), SizeIs(1));
  EXPECT_THAT(taken.complexity_rows, SizeIs(1));
}

Provenance Here() {
  Provenance provenance;
  provenance.benchmark = {{"host_name", "atlas"}};
  provenance.system_info = {{"binary", "00ff"}, {"processor", "Xeon"}};
  return provenance;
}

// The error of resuming from a file of that text.
std::string Refused(const std::string& text) {
  const TemporaryDirectory directory;
  const std::string path = (directory.path() / "old.json").string();
  std::ofstream(path) << text;
  const auto taken = LoadResumedResults(path, kAll, Here());
  std::string message(taken.status().message());
  const size_t at = message.find(path);
  return at == std::string::npos ? message
                                 : message.replace(at, path.size(), "FILE");
}

struct RefusedCase {
  const char* name;
  std::string text;
  std::string error;
};

class RefusedFileTest : public testing::TestWithParam<RefusedCase> {};

TEST_P(RefusedFileTest, IsNamedWithTheProblemAndTheRemedy) {
  EXPECT_THAT(Refused(GetParam().text), HasSubstr(GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Files, RefusedFileTest,
    testing::ValuesIn<RefusedCase>({
        {"NoJson", "# A report", "--feluda_resume=FILE: line 1, column 1: "},
        {"OtherJson", R"({"benchmarks": 7})",
         "--feluda_resume=FILE: benchmarks is not an array; name the .json of "
         "a "
         "report that this program saved"},
        {"GoogleBenchmarks", R"({"context": {}, "benchmarks": []})",
         "--feluda_resume=FILE: does not say which binary made it; name the "
         ".json of a report"},
        {"AnotherBinary",
         R"({"context": {"host_name": "atlas"}, "benchmarks": [],
             "system_info": {"binary": "00fe", "processor": "Xeon"}})",
         "--feluda_resume=FILE: differs in binary: 00fe, here 00ff; resume "
         "with the program and on the machine that made it, or measure anew"},
        {"AnotherMachine",
         R"({"context": {"host_name": "atlas"}, "benchmarks": [],
             "system_info": {"binary": "00ff", "processor": "EPYC"}})",
         "--feluda_resume=FILE: differs in processor: EPYC, here Xeon; "},
    }),
    [](const auto& tested) { return tested.param.name; });

TEST(LoadResumedResultsTest, NamesAFileThatCannotBeRead) {
  EXPECT_EQ(LoadResumedResults("gone.json", kAll, Here()).status().message(),
            "--feluda_resume=gone.json: No such file or directory; name the "
            ".json of a report that this program saved");
}

TEST(LoadResumedResultsTest, ReadsAReportOfTheSameOrigin) {
  EXPECT_EQ(Refused(R"({"context": {"host_name": "atlas"}, "benchmarks": [],
      "system_info": {"binary": "00ff", "processor": "Xeon"}})"),
            "");
}

}  // namespace
}  // namespace feluda
