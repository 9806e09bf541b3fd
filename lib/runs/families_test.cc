#include "lib/runs/families.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;
using ::testing::ElementsAre;
using ::testing::Pair;

struct NameCase {
  const char* name;
  const char* benchmark;
  const char* family;
};

class FamilyNameTest : public testing::TestWithParam<NameCase> {};

TEST_P(FamilyNameTest, IsWithoutArguments) {
  EXPECT_EQ(FamilyName(GetParam().benchmark), GetParam().family);
}

INSTANTIATE_TEST_SUITE_P(
    Names, FamilyNameTest,
    testing::ValuesIn<NameCase>({
        {"Plain", "sort", "sort"},
        {"OperatorAndInput", "cluster/3clusters", "cluster/3clusters"},
        {"Argument", "sort/8", "sort"},
        {"Arguments", "sort/8/-16", "sort"},
        {"NamedArgument", "sort/size:8", "sort"},
        {"Everything",
         "sort/in/n:8/min_time:0.500/min_warmup_time:1.000/repeats:3/"
         "process_time/real_time/threads:4",
         "sort/in"},
        {"Iterations", "sort/iterations:5/manual_time", "sort"},
        {"NumberBeforeAWord", "sort/8/words", "sort/8/words"},
        {"WordAfterColon", "sort/data:small", "sort/data:small"},
        {"Infinity", "sort/inf", "sort/inf"},
        {"Exponent", "sort/1e3", "sort/1e3"},
        {"Dash", "sort/-", "sort/-"},
        {"NothingAfterSlash", "sort/", "sort/"},
        {"NothingButANumber", "8", "8"},
        {"Empty", "", ""},
    }),
    [](const auto& tested) { return tested.param.name; });

// What Google Benchmark calls it is what is read here.
TEST(FamilyNameTest, IsTheFunctionsNameWhateverIsAppended) {
  benchmark::BenchmarkName name;
  name.function_name = "sort/in";
  name.args = "size:8/3";
  name.min_time = "min_time:0.500";
  name.iterations = "iterations:5";
  name.repetitions = "repeats:3";
  name.time_type = "process_time/real_time";
  name.threads = "threads:4";
  EXPECT_EQ(FamilyName(name.str()), "sort/in");
}

Run BigO(const std::string& name) {
  Run run = NewRun(name);
  run.report_big_o = true;
  return run;
}

TEST(FamiliesWithComplexityTest, AreKnownByRowsOrSizes) {
  auto sized = NewRun("sized/8");
  Set(sized.counters, kComplexityN, 8);
  EXPECT_THAT(FamiliesWithComplexity(
                  {NewRun("plain/8"), BigO("fitted/min_time:0.500"), sized}),
              ElementsAre("fitted", "sized"));
}

TEST(FamilyNumbersTest, CountsFamiliesAndTheirBenchmarksAsTheyCome) {
  std::vector runs = {NewRun("b/1"), NewRun("b/2"), NewRun("b/2"), BigO("b"),
                      NewRun("a/x"), NewRun("b/1"), NewRun("a/y")};
  FamilyNumbers numbers;
  std::vector<std::pair<int64_t, int64_t>> numbered;
  for (auto& run : runs) {
    run.family_index = 17;
    run.per_family_instance_index = 18;
    numbers.Number(run);
    numbered.emplace_back(run.family_index, run.per_family_instance_index);
  }
  EXPECT_THAT(numbered,
              ElementsAre(Pair(0, 0), Pair(0, 1), Pair(0, 1), Pair(0, 0),
                          Pair(1, 0), Pair(0, 0), Pair(2, 0)));
}

}  // namespace
}  // namespace feluda
