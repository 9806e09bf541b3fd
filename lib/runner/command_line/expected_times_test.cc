#include "lib/runner/command_line/expected_times.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class ExpectedTimesTest : public testing::Test {
 protected:
  // A report of one benchmark, so many hours old.
  void Write(const std::string& file, const std::string& benchmark,
             double seconds, int hours) const {
    std::ofstream(directory_ / file)
        << absl::StrCat(R"({"context": {}, "benchmarks": [{"name": ")",
                        benchmark, R"(", "run_name": ")", benchmark,
                        R"(", "run_type": "iteration", "iterations": 1,
                        "real_time": 1, "cpu_time": 1, "time_unit": "ms",
                        "process_seconds": )",
                        seconds, "}]}");
    fs::last_write_time(directory_ / file, fs::file_time_type::clock::now() -
                                               std::chrono::hours(hours));
  }

  std::map<std::string, absl::Duration> Times() const {
    return ExpectedTimes(directory_.string());
  }

  const TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
};

TEST_F(ExpectedTimesTest, AreThoseOfTheNewestReport) {
  Write("benchmark_results_20260101.json", "op/old", 1, 3);
  Write("benchmark_results_20260102.json", "op/new", 2.5, 1);
  Write("benchmark_results_20260103.github.json", "op/form", 3, 0);
  Write("mine.json", "op/mine", 4, 0);
  EXPECT_THAT(Times(), ElementsAre(Pair("op/new", absl::Seconds(2.5))));
}

TEST_F(ExpectedTimesTest, AreNoneWhereNothingCanBeRead) {
  EXPECT_THAT(Times(), IsEmpty());
  std::ofstream(directory_ / "benchmark_results_20260101.json") << "no report";
  EXPECT_THAT(Times(), IsEmpty());
  EXPECT_THAT(ExpectedTimes("/no/such/directory"), IsEmpty());
}

}  // namespace
}  // namespace feluda
