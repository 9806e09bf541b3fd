#include "lib/runs/json/run_reader.h"

#include <sys/stat.h>

#include <cmath>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/json/lenient_json.h"
#include "lib/runs/json/run_to_json.h"
#include "lib/runs/run_outcome.h"
#include "lib/testing/temporary_directory.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

std::string Contents(const std::string& file) {
  std::ifstream in("lib/runs/json/testdata/" + file);
  EXPECT_TRUE(in.is_open()) << file;
  return {std::istreambuf_iterator<char>(in), {}};
}

// As it would be if it had been valid JSON.
Json FileJson(const std::string& file) {
  return ParseLenientJson(Contents(file)).value().value;
}

RecordedRuns Recorded(const std::string& file) {
  absl::StatusOr<RecordedRuns> recorded = ReadRuns(Contents(file), file);
  EXPECT_TRUE(recorded.ok()) << recorded.status();
  return recorded.ok() ? *std::move(recorded) : RecordedRuns();
}

// The first run of the name.
BenchmarkRun Named(const RecordedRuns& recorded, const std::string& name) {
  for (const BenchmarkRun& run : recorded.runs) {
    if (run.benchmark_name() == name) return run;
  }
  ADD_FAILURE() << "no run is named " << name;
  return BenchmarkRun();
}

class WholeFileTest : public testing::TestWithParam<const char*> {};

TEST_P(WholeFileTest, IsWrittenAsItWasRead) {
  const Json file = FileJson(GetParam());
  const RecordedRuns recorded = Recorded(GetParam());
  EXPECT_FALSE(recorded.cut_short);
  ASSERT_EQ(recorded.runs.size(), file["benchmarks"].size());
  for (size_t i = 0; i < recorded.runs.size(); ++i) {
    EXPECT_EQ(DumpJson(RunToJson(recorded.runs[i]), 1),
              DumpJson(file["benchmarks"][i], 1));
  }
}

INSTANTIATE_TEST_SUITE_P(Files, WholeFileTest,
                         testing::Values("google_benchmark_1.7.1.json",
                                         "feluda_report.json"),
                         [](const auto& test) {
                           return absl::StartsWith(test.param, "google")
                                      ? "GoogleBenchmark"
                                      : "Feluda";
                         });

TEST(RunReaderTest, ReadsWhatTheInstalledReleaseWrites) {
  const RecordedRuns recorded = Recorded("google_benchmark_1.7.1.json");
  EXPECT_EQ(recorded.provenance.benchmark["weights"], "synthetic");
  EXPECT_EQ(recorded.provenance.benchmark["json_schema_version"], 1);
  EXPECT_TRUE(recorded.provenance.system_info.empty());

  const BenchmarkRun not_finite = Named(recorded, "not_finite/iterations:3");
  EXPECT_TRUE(std::isnan(*Get(not_finite.counters, "nan")));
  EXPECT_EQ(Get(not_finite.counters, "inf"), INFINITY);
  EXPECT_EQ(Get(not_finite.counters, "minus_inf"), -INFINITY);
  EXPECT_EQ(Get(not_finite.counters, "tiny"), 5e-324);

  const BenchmarkRun failed = Named(recorded, "failing/model");
  EXPECT_TRUE(Failed(failed));
  EXPECT_EQ(FailureMessage(failed), "cannot read \"model\"\\\n\ttwice");

  const BenchmarkRun repeated =
      Named(recorded, "repeated/row/iterations:20/repeats:3");
  EXPECT_EQ(repeated.report_label, "three \"reps\"\n\x1b[31mred");
  EXPECT_EQ(repeated.time_unit, benchmark::kMillisecond);
  EXPECT_EQ(std::get<std::string>(GetFacts(repeated.counters)["method"]),
            "k \"means\" \\ x");
}

TEST(RunReaderTest, ReadsTheMemoryPassOfAStrangersProgram) {
  const RecordedRuns recorded = Recorded("google_benchmark_1.7.1_memory.json");
  ASSERT_EQ(recorded.runs.size(), 2u);
  for (const BenchmarkRun& run : recorded.runs) {
    EXPECT_EQ(run.allocs_per_iter, 2.625);
    EXPECT_EQ(Get(run.counters, Phase::kExecution, figure::kHeapAllocations),
              2.625);
    EXPECT_EQ(Get(run.counters, Phase::kExecution, figure::kHeapPeakBytes),
              42000);
    EXPECT_EQ(Get(run.counters, "total_allocated_bytes"), 84000);
    EXPECT_EQ(Get(run.counters, "net_heap_growth"), -16);
    EXPECT_EQ(RunToJson(run)["max_bytes_used"], 42000);
  }
}

TEST(RunReaderTest, ReadsWhatTheNewestReleaseWrites) {
  const RecordedRuns recorded = Recorded("google_benchmark_1.9.5.json");
  ASSERT_EQ(recorded.runs.size(), 6u);
  EXPECT_EQ(recorded.provenance.benchmark["library_version"], "v1.9.5");
  EXPECT_EQ(recorded.provenance.benchmark["aslr_enabled"], false);

  EXPECT_EQ(recorded.runs[0].report_label, "small");
  EXPECT_FALSE(Failed(recorded.runs[1]));
  EXPECT_EQ(FailureMessage(recorded.runs[1]), "takes \"hours\"");
  EXPECT_TRUE(Failed(recorded.runs[2]));
  EXPECT_EQ(FailureMessage(recorded.runs[2]), "cannot read \"model\"");

  const BenchmarkRun& cv = recorded.runs[3];
  EXPECT_EQ(cv.aggregate_unit, benchmark::kPercentage);
  EXPECT_TRUE(std::isnan(cv.real_accumulated_time));
  EXPECT_EQ(cv.cpu_accumulated_time, 8.1689155736304597e-03);
  EXPECT_EQ(Get(cv.counters, "rms"), INFINITY);

  EXPECT_EQ(recorded.runs[4].complexity, benchmark::oNSquared);
  EXPECT_EQ(recorded.runs[5].cpu_accumulated_time, 1.4685941727772689e-02);
}

TEST(RunReaderTest, ReadsOurOwnReport) {
  const RecordedRuns recorded = Recorded("feluda_report.json");
  const Json file = FileJson("feluda_report.json");
  EXPECT_EQ(recorded.provenance.system_info, file["system_info"]);
  EXPECT_EQ(recorded.provenance.benchmark, file["context"]);
}

// The runs that are whole in a file's beginning.
size_t WholeRuns(absl::string_view text) {
  constexpr absl::string_view kEnd = "\n    }";
  size_t runs = 0;
  for (size_t at = text.find("\"benchmarks\"");
       (at = text.find(kEnd, at)) != absl::string_view::npos; ++at) {
    ++runs;
  }
  return runs;
}

TEST(RunReaderTest, AFileCutAnywhereHasTheRunsBeforeTheCut) {
  const std::string text = Contents("google_benchmark_1.9.5.json");
  const size_t end = text.rfind('}');
  for (size_t size = 1; size <= end; ++size) {
    const absl::string_view cut = absl::string_view(text).substr(0, size);
    const absl::StatusOr<RecordedRuns> recorded = ReadRuns(cut, "cut.json");
    ASSERT_TRUE(recorded.ok()) << size << ": " << recorded.status();
    ASSERT_TRUE(recorded->cut_short) << size;
    ASSERT_EQ(recorded->runs.size(), WholeRuns(cut)) << size;
  }
}

struct ErrorCase {
  const char* name;
  const char* text;
  const char* message;
};

class BadFileTest : public testing::TestWithParam<ErrorCase> {};

TEST_P(BadFileTest, ErrorNamesFilePlaceAndCause) {
  const absl::StatusOr<RecordedRuns> recorded =
      ReadRuns(GetParam().text, "old.json");
  EXPECT_EQ(recorded.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(absl::StartsWith(recorded.status().message(), GetParam().message))
      << recorded.status();
}

INSTANTIATE_TEST_SUITE_P(
    Files, BadFileTest,
    testing::Values(
        ErrorCase{"NoJson", "{\"benchmarks\":\n [}",
                  "old.json: line 2, column 3: "},
        ErrorCase{"Empty", "", "old.json: line 1, column 1: "},
        ErrorCase{"NoObject", "[1, 2]", "old.json: is no JSON object"},
        ErrorCase{"NoBenchmarks", R"({"context": {}, "results": []})",
                  "old.json: benchmarks is missing"},
        ErrorCase{"BenchmarksAreNoArray", R"({"benchmarks": {}})",
                  "old.json: benchmarks is not an array"},
        ErrorCase{"ContextIsNoObject", R"({"context": 1, "benchmarks": []})",
                  "old.json: context is 1, not an object"},
        ErrorCase{"SystemInfoIsNoObject",
                  R"({"system_info": "Linux", "benchmarks": []})",
                  "old.json: system_info is a string, not an object"},
        ErrorCase{"OtherSchema",
                  R"({"context": {"json_schema_version": 2},
                      "benchmarks": []})",
                  "old.json: json_schema_version is 2, not 1"},
        ErrorCase{"RunIsNoObject", R"({"benchmarks": [7]})",
                  "old.json: benchmarks[0] is no JSON object"},
        ErrorCase{"RunWithoutTime",
                  R"({"benchmarks": [
                      {"name": "a", "error_occurred": true},
                      {"name": "b/\"8\"", "iterations": 1, "cpu_time": 1,
                       "time_unit": "ns"}]})",
                  "old.json: benchmarks[1] \"b/\\\"8\\\"\": real_time is "
                  "missing"},
        ErrorCase{"RunWithoutName", R"({"benchmarks": [{}]})",
                  "old.json: benchmarks[0] name is missing"}),
    [](const auto& test) { return test.param.name; });

// A run that was cut is left out whatever it has; one before it is not.
TEST(RunReaderTest, OnlyTheRunThatTheFileEndsInMayBeHalf) {
  const std::string half = R"({"name": "a", "iterations": 1)";
  const absl::StatusOr<RecordedRuns> cut =
      ReadRuns(absl::StrCat("{\"benchmarks\": [", half), "f");
  ASSERT_TRUE(cut.ok()) << cut.status();
  EXPECT_TRUE(cut->runs.empty());
  EXPECT_FALSE(
      ReadRuns(absl::StrCat("{\"benchmarks\": [", half, "}"), "f").ok());
}

TEST(ReadRunsTest, ReadsWhyAReportIsPartial) {
  const auto partial = [](const char* text) {
    return ReadRuns(text, "x.json")->partial;
  };
  EXPECT_EQ(partial(R"({"partial": "killed", "benchmarks": []})"), "killed");
  EXPECT_EQ(partial(R"({"partial": true, "benchmarks": []})"), "");
  EXPECT_EQ(partial(R"({"benchmarks": []})"), "");
}

TEST(ReadRunsFileTest, ReadsAFileAndNamesOneThatCannotBe) {
  const std::string report = "lib/runs/json/testdata/feluda_report.json";
  EXPECT_EQ(ReadRunsFile(report)->runs.size(),
            Recorded("feluda_report.json").runs.size());
  const TemporaryDirectory directory;
  const std::string empty = (directory.path() / "empty.json").string();
  std::ofstream(empty).close();
  EXPECT_EQ(ReadRunsFile(empty).status().message(),
            empty + ": is an empty file");
  EXPECT_EQ(ReadRunsFile("lib/nothing.json").status().message(),
            "lib/nothing.json: No such file or directory");
  EXPECT_EQ(ReadRunsFile("lib/runs").status().message(),
            "lib/runs: Is a directory");
}

TEST(ReadRunsFileTest, RefusesWhatHasNoEnd) {
  for (const auto read : {ReadRunsFile, ReadRunsRegularFile}) {
    EXPECT_EQ(read("/dev/zero").status().message(),
              "/dev/zero: is not a regular file");
  }
  const std::string pipe = testing::TempDir() + "/pipe.json";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(ReadRunsFile(pipe).status().message(),
            pipe + ": is a pipe that nobody writes into");
  EXPECT_EQ(ReadRunsRegularFile(pipe).status().message(),
            pipe + ": is not a regular file");
}

TEST(ReadRunsFileTest, ReadsAPipe) {
  const std::string pipe = testing::TempDir() + "/written.json";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(pipe) << R"({"benchmarks": []})"; });
  EXPECT_TRUE(ReadRunsFile(pipe).ok());
  writer.join();
}

}  // namespace
}  // namespace feluda
