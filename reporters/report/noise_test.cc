#include "reporters/report/noise.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct NoiseCase {
  const char* name;
  Json info;
  const char* noise;
};

class MachineNoiseTest : public testing::TestWithParam<NoiseCase> {};

TEST_P(MachineNoiseTest, IsNamed) {
  const std::vector<Noise> noise = MachineNoise(GetParam().info);
  EXPECT_EQ(NoiseList(noise), GetParam().noise);
  for (const Noise& each : noise) EXPECT_FALSE(each.why.empty()) << each.what;
}

INSTANTIATE_TEST_SUITE_P(
    All, MachineNoiseTest,
    testing::ValuesIn<NoiseCase>({
        {"NothingIsKnown", Json::object(), ""},
        {"QuietMachine",
         {{"cpu_count", 8},
          {"virtual_machine", false},
          {"governor", "performance"},
          {"turbo", false},
          {"address_randomisation", false},
          {"load_at_start", {4.0, 9.0, 9.0}},
          {"load_at_end", {8.0, 9.0, 9.0}}},
         ""},
        {"Everything",
         {{"virtual_machine", true},
          {"governor", "powersave"},
          {"turbo", true},
          {"address_randomisation", true}},
         "virtual machine, frequency governor powersave, turbo on, "
         "addresses randomised"},
        {"NullIsNotGuessed",
         {{"virtual_machine", nullptr},
          {"governor", nullptr},
          {"turbo", nullptr},
          {"address_randomisation", nullptr},
          {"load_at_start", nullptr}},
         "frequency unknown"},
        {"LoadAtTheStart",
         {{"cpu_count", 2}, {"load_at_start", {1.5, 0.0, 0.0}}},
         "load of 1.5 on 2 CPUs at the start"},
        {"LoadAtTheEnd",
         {{"cpu_count", 2}, {"load_at_end", {2.25, 0.0, 0.0}}},
         "load of 2.2 on 2 CPUs at the end"},
        {"NothingFits",
         {{"cpu_count", "two"},
          {"virtual_machine", "yes"},
          {"load_at_start", {"much"}},
          {"load_at_end", Json::array()}},
         ""},
    }),
    [](const auto& test) { return test.param.name; });

Result Sampled(const std::string& name, double cv) {
  Result result;
  result.operator_name = name;
  Set(result.counters, sample::kCv, cv);
  Set(result.counters, sample::kCount, 40);
  return result;
}

TEST(VaryingTimesTest, AreThoseAboveTheBoundTheWorstFirst) {
  Result failed = Sampled("failed", 2);
  failed.error = "failed";
  std::vector<std::string> names;
  for (const VaryingTime& time :
       VaryingTimes({Sampled("a", 0.11), Sampled("steady", kSteadyCv),
                     Sampled("b", 0.5), failed, Result()})) {
    names.push_back(time.name);
    EXPECT_EQ(time.samples, 40);
  }
  EXPECT_THAT(names, ElementsAre("b", "a"));
  EXPECT_THAT(VaryingTimes({}), IsEmpty());
}

TEST(VaryingTimesTest, RepetitionsOfABenchmarkAreOne) {
  const std::vector<VaryingTime> times =
      VaryingTimes({Sampled("a", 0.2), Sampled("b", 0.3), Sampled("a", 0.5),
                    Sampled("a", 0.01)});
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[0].name, "a");
  EXPECT_EQ(times[0].cv, 0.5);
  EXPECT_EQ(times[0].samples, 80);
  EXPECT_EQ(times[0].repetitions, 2);
  EXPECT_EQ(times[1].repetitions, 1);
}

}  // namespace
}  // namespace feluda
