#include "reporters/compare/conditions/other_load.h"

#include <cmath>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

// Of ten processes of half a second.
LoadSum SumOf(double other_cpus) {
  std::vector<benchmark::BenchmarkReporter::Run> runs;
  for (int64_t round = 0; round < 10; ++round) {
    runs.push_back(MadeUpRoundRun("sort", round, 1));
    TellLoad(other_cpus, 0.5, runs.back());
  }
  return LoadSum().Add(*MadeUpSide("a", runs).Find("sort"));
}

TEST(LoadSumTest, IsTheMeanOverAllProcesses) {
  EXPECT_DOUBLE_EQ(*SumOf(1.25).OtherCpus(), 1.25);
  EXPECT_EQ(SumOf(-0.25).OtherCpus(), 0);  // Too short to count CPUs in.
}

TEST(LoadSumTest, WhatIsNotToldIsNotGuessed) {
  const ComparedSide side = MadeUpSide("a", MadeUpRounds("sort", 10, 1, 1));
  EXPECT_EQ(LoadSum().Add(*side.Find("sort")).OtherCpus(), std::nullopt);
  EXPECT_FALSE(LoadOf(SumOf(1), LoadSum(), 2).has_value());
  EXPECT_FALSE(LoadOf(LoadSum(), SumOf(1), 2).has_value());
  EXPECT_TRUE(LoadOf(SumOf(1), SumOf(1), 2).has_value());
}

TEST(LoadOfSidesTest, DiffersByMoreThanAShareOfTheMachine) {
  EXPECT_FALSE((LoadOfSides{0.1, 0.19, 2}).Differs());
  EXPECT_TRUE((LoadOfSides{0.1, 0.21, 2}).Differs());
  EXPECT_TRUE((LoadOfSides{0.21, 0.1, 2}).Differs());
  EXPECT_FALSE((LoadOfSides{0.1, 3.2, 64}).Differs());
}

TEST(LoadOfSidesTest, TellsWhatTheLoadMayDoToTimes) {
  struct Case {
    const char* name;
    LoadOfSides load;
    double time;
    double cpu_time;
  };
  const Case cases[] = {
      {"a fifth of a CPU", {0, 0.2, 2}, 1.25, 1.2},
      {"the other way round", {0.2, 0, 2}, 1.25, 1.2},
      {"many idle CPUs", {0, 8, 64}, 2, 2},
      {"half a CPU left", {0.5, 1.5, 2}, INFINITY, 2},
      {"the same on a full machine", {1.9, 1.9, 2}, INFINITY, 1},
      {"one CPU, nobody else", {0.05, 0.05, 1}, 1, 1},
  };
  for (const Case& each : cases) {
    EXPECT_DOUBLE_EQ(each.load.TimeFactor(), each.time) << each.name;
    EXPECT_DOUBLE_EQ(each.load.CpuTimeFactor(), each.cpu_time) << each.name;
  }
}

ComparedSide SideOf(const std::string& load_average) {
  RecordedRuns recorded;
  recorded.runs = MadeUpRounds("sort", 2, 1, 1);
  recorded.provenance.benchmark =
      nlohmann::ordered_json::parse("{\"load_avg\":" + load_average + "}");
  ComparedSide side;
  side.Add("a", recorded);
  return side;
}

TEST(OtherLoadTest, LoadAveragesAreToldWhereTheyDiffer) {
  EXPECT_EQ(DescribeLoadAverages(SideOf("[0.25,3,4]"), SideOf("[4,0,0]")),
            "the load average was 0.2 in old and 4.0 in new");
  EXPECT_EQ(DescribeLoadAverages(SideOf("[0.25]"), SideOf("[1.25]")), "");
  for (const char* untold : {"[]", "null", "[\"4\"]", "4"}) {
    EXPECT_EQ(DescribeLoadAverages(SideOf("[0]"), SideOf(untold)), "");
  }
}

}  // namespace
}  // namespace feluda
