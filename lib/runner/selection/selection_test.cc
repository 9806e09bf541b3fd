#include "lib/runner/selection/selection.h"

#include <fstream>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Provenance Here() {
  Provenance provenance;
  provenance.benchmark = {{"host_name", "atlas"}};
  provenance.system_info = {{"binary", "00ff"}};
  return provenance;
}

class SelectionTest : public testing::Test {
 protected:
  // Writes a report of the program and machine of Here().
  std::string Report(const std::vector<std::string>& measured) const {
    std::string path = (directory_.path() / "old.json").string();
    nlohmann::ordered_json json = {
        {"system_info", Here().system_info},
        {"context", Here().benchmark},
        {"benchmarks", nlohmann::ordered_json::array()}};
    for (const std::string& name : measured) {
      json["benchmarks"].push_back({{"name", name},
                                    {"iterations", 1},
                                    {"real_time", 2.5},
                                    {"cpu_time", 2.5},
                                    {"time_unit", "ms"}});
    }
    std::ofstream(path) << json;
    return path;
  }

  const TemporaryDirectory directory_;
};

TEST_F(SelectionTest, IsAllWhereNothingIsSaid) {
  const Selection selection({"a", "b"});
  EXPECT_THAT(selection.names(), ElementsAre("a", "b"));
  EXPECT_THAT(selection.to_run(), ElementsAre("a", "b"));
  EXPECT_THAT(selection.LoadResumed(Here())->runs, IsEmpty());
}

TEST_F(SelectionTest, ResumesWithinAShard) {
  Selection selection({"a", "b", "c", "d"});
  selection.Keep({1, 2});
  EXPECT_THAT(selection.to_run(), ElementsAre("b", "d"));
  EXPECT_THAT(selection.unsharded(), ElementsAre("a", "b", "c", "d"));
  ASSERT_TRUE(selection.Resume(Report({"a", "b", "c"}), Here).ok());
  EXPECT_THAT(selection.names(), ElementsAre("b", "d"));
  EXPECT_THAT(selection.to_run(), ElementsAre("d"));
  const auto resumed = selection.LoadResumed(Here());
  ASSERT_TRUE(resumed.ok()) << resumed.status();
  EXPECT_THAT(resumed->runs, SizeIs(1));
}

TEST_F(SelectionTest, RefusesAFileThatIsAnotherByNow) {
  Selection selection({"a", "b"});
  ASSERT_TRUE(selection.Resume(Report({"a"}), Here).ok());
  Report({"a", "b"});
  EXPECT_THAT(std::string(selection.LoadResumed(Here()).status().message()),
              EndsWith("has changed just now; wait until its run has ended"));
}

TEST_F(SelectionTest, ResumesTheRoundsThatAreThere) {
  const std::string path = Report({"a x", "b", "b"});
  nlohmann::ordered_json json =
      nlohmann::ordered_json::parse(std::ifstream(path));
  json["benchmarks"][1]["round_index"] = 0;
  json["benchmarks"][2]["round_index"] = 1;
  std::ofstream(path) << json;
  Selection selection({"a x", "b", "c"});
  selection.set_rounds(3);
  EXPECT_THAT(selection.RoundsThere(), ElementsAre(0, 0, 0));
  ASSERT_TRUE(selection.Resume(path, Here).ok());
  EXPECT_THAT(selection.to_run(), ElementsAre("a x", "b", "c"));
  EXPECT_THAT(selection.RoundsThere(), ElementsAre(0, 2, 0));
  const auto resumed = selection.LoadResumed(Here());
  ASSERT_TRUE(resumed.ok()) << resumed.status();
  EXPECT_THAT(resumed->started, SizeIs(1));
  json["benchmarks"].erase(2);
  std::ofstream(path) << json;
  EXPECT_FALSE(selection.LoadResumed(Here()).ok());
}

TEST_F(SelectionTest, ChangesNothingWhereItCannotResume) {
  Selection selection({"a", "b"});
  EXPECT_FALSE(
      selection.Resume(Report({"a"}), [] { return Provenance(); }).ok());
  EXPECT_THAT(selection.to_run(), ElementsAre("a", "b"));
}

TEST_F(SelectionTest, FilterPicksNothingElse) {
  int calls = 0;
  const auto count = [&calls](benchmark::State& state) {
    ++calls;
    for (auto _ : state) {
    }
  };
  for (const char* name : {"f(x)|[1]$", "f.x", "fax", "f.xx", "yf.x"}) {
    benchmark::RegisterBenchmark(name, count)->Iterations(1);
  }
  benchmark::SetBenchmarkFilter(
      Selection({"f(x)|[1]$/iterations:1", "f.x/iterations:1"}).Filter());
  benchmark::ConsoleReporter reporter;
  EXPECT_EQ(benchmark::RunSpecifiedBenchmarks(&reporter), 2u);
  EXPECT_EQ(calls, 2);
}

}  // namespace
}  // namespace feluda
