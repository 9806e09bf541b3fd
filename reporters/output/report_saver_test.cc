#include "reporters/output/report_saver.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/files/unique_files.h"
#include "lib/runs/counters.h"
#include "lib/testing/temporary_directory.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"
#include "reporters/output/report_formats.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ReportSaverTest : public testing::Test {
 protected:
  nlohmann::ordered_json Saved() const {
    std::ifstream file(directory_ / "day.json");
    return ParseJson(std::string(std::istreambuf_iterator<char>(file), {}));
  }

  const TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
  ReportSaver saver_{MadeUpProvenance(),
                     UniqueFiles(directory_.string(), "day"),
                     *ParseReportFormats("json,markdown")};
};

TEST_F(ReportSaverTest, SavesAtOnceAndSaysThatItIsPartial) {
  saver_.ReportRuns({MadeUpRun("hash/1", 1)});
  EXPECT_EQ(Saved()["total_benchmarks"], 1);
  EXPECT_NE(Saved()["partial"], nullptr);
  saver_.ReportRuns({MadeUpRun("hash/2", 1), MadeUpRun("hash/2", 2)});
  saver_.Finalize();
  EXPECT_EQ(Saved()["total_benchmarks"], 3);
  EXPECT_FALSE(Saved().contains("partial"));
  EXPECT_TRUE(fs::exists(directory_ / "day.md"));
  EXPECT_TRUE(saver_.status().ok());
  EXPECT_THAT(saver_.paths(), SizeIs(2));
}

TEST_F(ReportSaverTest, SavesAgainAsTimePasses) {
  saver_.ReportRuns({MadeUpRun("hash/1", 1)});
  int runs = 1;
  while (Saved()["total_benchmarks"] == 1) {
    saver_.ReportRuns({MadeUpRun("hash/2", 1)});
    ++runs;
  }
  EXPECT_EQ(Saved()["total_benchmarks"], runs);
}

TEST_F(ReportSaverTest, WhatThereIsSoFarGivesWayToTheEnd) {
  saver_.SaveSoFar({MadeUpRun("hash/1", 1), MadeUpRun("hash/2", 1)});
  EXPECT_EQ(Saved()["total_benchmarks"], 2);
  EXPECT_NE(Saved()["partial"], nullptr);
  // A file with the first of the results would say less than that one.
  saver_.ReportRuns({MadeUpRun("hash/1", 3)});
  EXPECT_EQ(Saved()["total_benchmarks"], 2);
  saver_.Finalize();
  EXPECT_EQ(Saved()["total_benchmarks"], 1);
  EXPECT_FALSE(Saved().contains("partial"));
  EXPECT_THAT(saver_.paths(), SizeIs(2));
}

TEST_F(ReportSaverTest, TellsWhyItStayedPartial) {
  saver_.ReportRuns({MadeUpRun("hash/1", 1)});
  saver_.MarkPartial("interrupted by SIGINT");
  saver_.Finalize();
  EXPECT_EQ(Saved()["partial"], "interrupted by SIGINT");
}

TEST_F(ReportSaverTest, TellsTheLoadAtTheEndWhenItHasEnded) {
  ReportSaver saver(Provenance(), UniqueFiles(directory_.string(), "day"),
                    *ParseReportFormats("json"));
  saver.ReportRuns({MadeUpRun("hash/1", 1)});
  EXPECT_FALSE(Saved()["system_info"].contains("load_at_end"));
  saver.Finalize();
  EXPECT_EQ(Saved()["system_info"]["load_at_end"].size(), 3);
}

TEST_F(ReportSaverTest, WithoutRunsThereIsNoReport) {
  saver_.Finalize();
  EXPECT_TRUE(fs::is_empty(directory_));
  EXPECT_THAT(saver_.paths(), IsEmpty());
}

TEST_F(ReportSaverTest, KeepsTheFirstErrorAndTriesAgain) {
  fs::remove(directory_);
  saver_.ReportRuns({MadeUpRun("hash/1", 1)});
  EXPECT_TRUE(absl::IsNotFound(saver_.status())) << saver_.status();
  fs::create_directories(directory_);
  saver_.Finalize();
  EXPECT_TRUE(absl::IsNotFound(saver_.status())) << saver_.status();
  EXPECT_EQ(Saved()["total_benchmarks"], 1);
}

TEST_F(ReportSaverTest, ARunWithoutATimestampGetsOne) {
  benchmark::BenchmarkReporter::Run timed = MadeUpRun("hash/1", 1);
  Set(timed.counters, kTimestamp, 1);
  saver_.ReportRuns({timed, MadeUpRun("hash/2", 1)});
  EXPECT_EQ(saver_.report().results()[0].timestamp,
            absl::UnixEpoch() + absl::Seconds(1));
  EXPECT_GT(saver_.report().results()[1].timestamp,
            absl::FromCivil(absl::CivilYear(2020), absl::UTCTimeZone()));
}

// What it sees from Google Benchmark itself: repetitions, aggregates, and a
// benchmark that fails.
TEST_F(ReportSaverTest, CollectsWhatGoogleBenchmarkReports) {
  benchmark::RegisterBenchmark("good/a",
                               [](benchmark::State& state) {
                                 for (auto _ : state) {
                                   benchmark::DoNotOptimize(state.iterations());
                                 }
                               })
      ->Iterations(10)
      ->Repetitions(3);
  benchmark::RegisterBenchmark("bad/a", [](benchmark::State& state) {
    state.SkipWithError("no such model");
  });
  benchmark::RunSpecifiedBenchmarks(&saver_, "(good|bad)/a");
  const nlohmann::ordered_json json = Saved();
  ASSERT_EQ(json["total_benchmarks"], 4);
  EXPECT_GT(json["benchmarks"].size(), 4) << "aggregates are kept";
  EXPECT_EQ(json["statistics"]["good"]["total_runs"], 3);
  EXPECT_EQ(json["results"][2]["repetition_index"], 2);
  EXPECT_EQ(json["results"][3]["error"], "no such model");
  EXPECT_TRUE(json["results"][3]["timestamp"].is_string());
  benchmark::ClearRegisteredBenchmarks();
}

TEST(ReportFileNameTest, IsTheDay) {
  EXPECT_EQ(ReportFileName(absl::FromCivil(
                absl::CivilSecond(2026, 1, 2, 23, 59), absl::LocalTimeZone())),
            "benchmark_results_20260102");
}

}  // namespace
}  // namespace feluda
