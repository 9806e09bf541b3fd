#include "lib/runs/counters.h"

#include <cmath>
#include <limits>
#include <string>
#include <variant>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(CountersTest, NamesAFigureOfEachPhase) {
  std::vector<std::string> names;
  for (Phase phase : kPhases) {
    names.push_back(CounterName(phase, figure::kWallSeconds));
  }
  EXPECT_THAT(names,
              ElementsAre("initialization.wall_seconds",
                          "execution.wall_seconds", "cleanup.wall_seconds"));
}

TEST(CountersTest, ReadsWhatWasSetAndNothingElse) {
  Counters counters;
  Set(counters, CounterName(Phase::kCleanup, figure::kHeapFrees), 3);
  EXPECT_EQ(Get(counters, "cleanup.heap_frees"), 3);
  EXPECT_EQ(Get(counters, Phase::kCleanup, figure::kHeapFrees), 3);
  EXPECT_EQ(Get(counters, Phase::kExecution, figure::kHeapFrees), std::nullopt);
  EXPECT_EQ(Get(counters, ""), std::nullopt);
}

TEST(CountersTest, AZeroIsNotAMissingCounter) {
  Counters counters;
  Set(counters, "execution.major_faults", 0);
  EXPECT_EQ(Get(counters, Phase::kExecution, figure::kMajorFaults), 0);
}

TEST(CountersTest, TextOfAFactTravelsInTheName) {
  Counters counters;
  SetFacts(counters, {{"method", "kmeans"}, {"n_samples", 900.0}});
  ASSERT_EQ(counters.size(), 2);
  EXPECT_EQ(counters.count("fact.method=kmeans"), 1);
  EXPECT_EQ(counters.at("fact.n_samples").value, 900);
}

struct FactsCase {
  const char* name;
  Facts facts;
};

class FactsTest : public testing::TestWithParam<FactsCase> {};

TEST_P(FactsTest, GoThereAndBack) {
  Counters counters;
  Set(counters, "execution.wall_seconds", 1);
  Set(counters, "factor", 2);
  SetFacts(counters, GetParam().facts);
  EXPECT_EQ(GetFacts(counters), GetParam().facts);
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();

INSTANTIATE_TEST_SUITE_P(
    All, FactsTest,
    testing::Values(
        FactsCase{"None", {}}, FactsCase{"Number", {{"n", 0.1}}},
        FactsCase{"Infinity", {{"n", kInfinity}, {"m", -kInfinity}}},
        FactsCase{"Text", {{"method", "kmeans"}}},
        FactsCase{"EmptyText", {{"method", ""}}},
        FactsCase{"EqualsSigns", {{"formula", "a=b=c"}}},
        FactsCase{"LineBreaksAndQuotes", {{"note", "one\n\"two\"|"}}},
        FactsCase{"OneNameBeginsAnother", {{"n", 1.0}, {"n_samples", "n=2"}}}),
    [](const auto& test) { return test.param.name; });

TEST(FactsTest, KeepsNotANumber) {
  Counters counters;
  SetFacts(counters, {{"n", std::nan("")}});
  EXPECT_TRUE(std::isnan(std::get<double>(GetFacts(counters).at("n"))));
}

TEST(FactsTest, TheLastValueOfAFactWins) {
  Counters counters;
  SetFacts(counters, {{"weights", "synthetic"}, {"size", 1.0}});
  SetFacts(counters, {{"weights", "real"}, {"size", "large"}});
  EXPECT_THAT(GetFacts(counters), ElementsAre(Pair("size", Fact("large")),
                                              Pair("weights", Fact("real"))));
}

TEST(AbsentTest, ReasonsGoThereAndBack) {
  Counters counters;
  EXPECT_THAT(GetAbsent(counters), IsEmpty());
  SetAbsent(counters, "heap", "an old reason");
  SetAbsent(counters, "heap", "built with a sanitizer (MODE=asan)");
  SetAbsent(counters, "resident", "");
  EXPECT_THAT(GetAbsent(counters),
              ElementsAre(Pair("heap", "built with a sanitizer (MODE=asan)"),
                          Pair("resident", "")));
}

TEST(CountersTest, InputSizeThereAndBack) {
  Counters counters;
  EXPECT_FALSE(GetInputSize(counters).has_value());
  SetInputSize(counters, {12, "images"});
  SetInputSize(counters, {1.5, "minutes of video"});
  ASSERT_TRUE(GetInputSize(counters).has_value());
  EXPECT_EQ(GetInputSize(counters)->amount, 1.5);
  EXPECT_EQ(GetInputSize(counters)->unit, "minutes of video");
  EXPECT_TRUE(CarriesText("input.unit=images"));
  EXPECT_FALSE(CarriesText("input.amount"));
}

}  // namespace
}  // namespace feluda
