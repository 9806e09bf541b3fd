#include "reporters/compare/conditions/conditions.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

ComparedSide SideWith(const Json& system_info, const Json& context) {
  RecordedRuns recorded;
  recorded.provenance.system_info = system_info;
  recorded.provenance.benchmark = context;
  ComparedSide side;
  side.Add("a.json", recorded);
  return side;
}

std::vector<std::string> Differences(const ComparedSide& one,
                                     const ComparedSide& other) {
  std::vector<std::string> lines;
  for (const OtherCondition& condition : OtherConditions(one, other)) {
    lines.push_back(DescribeCondition(condition));
  }
  return lines;
}

TEST(ConditionsTest, MachineCompilerAndLibrariesAreTold) {
  const ComparedSide one =
      SideWith({{"compiler", "g++ 12"},
                {"total_memory_gb", 23.54},
                {"libraries", {{"opencv", "4.6.0"}, {"z", "1.2"}}},
                {"cpu_count", 2}},
               {{"host_name", "a"}, {"date", "yesterday"}});
  const ComparedSide other =
      SideWith({{"compiler", "g++ 13"},
                {"total_memory_gb", 23.6},
                {"libraries", {{"opencv", "4.7.0"}, {"z", "1.2"}}},
                {"cpu_count", 4}},
               {{"host_name", "b"}, {"date", "today"}});
  EXPECT_EQ(Differences(one, other),
            (std::vector<std::string>{"machine: a, now b", "CPUs: 2, now 4",
                                      "compiler: g++ 12, now g++ 13",
                                      "library opencv: 4.6.0, now 4.7.0"}));
  EXPECT_TRUE(Differences(one, one).empty());
}

TEST(ConditionsTest, ContextOfOtherProgramsAndUsersCounts) {
  const ComparedSide one =
      SideWith(Json::object(), {{"library_build_type", "debug"},
                                {"num_cpus", 2},
                                {"data set", "small"},
                                {"executable", "./a"}});
  const ComparedSide other =
      SideWith(Json::object(), {{"library_build_type", "release"},
                                {"num_cpus", 4},
                                {"data set", "large"},
                                {"executable", "./b"}});
  EXPECT_EQ(
      Differences(one, other),
      (std::vector<std::string>{"CPUs: 2, now 4",
                                "build of Google Benchmark: debug, now release",
                                "data set: small, now large"}));
}

TEST(ConditionsTest, HowItWasRunIsNoCondition) {
  const ComparedSide one =
      SideWith(Json::object(), {{"rounds", "10"}, {"rounds_seed", "77"}});
  const ComparedSide other =
      SideWith(Json::object(), {{"rounds", "20"}, {"rounds_seed", "78"}});
  EXPECT_TRUE(Differences(one, other).empty());
}

TEST(ConditionsTest, WhatASideDoesNotTellIsNoDifference) {
  EXPECT_TRUE(Differences(SideWith({{"compiler", "g++ 12"}}, Json::object()),
                          SideWith({{"compiler", nullptr}}, nullptr))
                  .empty());
}

}  // namespace
}  // namespace feluda
