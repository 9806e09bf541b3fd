#include "reporters/plan/memory_growth.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"

namespace feluda {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;
using Verdict = MemoryGrowth::Verdict;

Result Video(double minutes, double megapixels, double peak_mib) {
  Result result;
  result.facts["seconds"] = minutes * 60;
  result.facts["width"] = megapixels * 1000;
  result.facts["height"] = 1000.0;
  result.execution.memory_peak_mib = peak_mib;
  return result;
}

std::vector<MemoryGrowth> Find(const std::vector<Result>& results,
                               const std::vector<Result>& built_in = {}) {
  std::vector<const Result*> first;
  std::vector<const Result*> second;
  for (const Result& result : results) first.push_back(&result);
  for (const Result& result : built_in) second.push_back(&result);
  return FindMemoryGrowth(first, second);
}

TEST(MemoryGrowthTest, IsNoneWhereThePeakStaysTheSame) {
  const auto growth = Find({Video(1, 1, 100), Video(2, 1, 101),
                            Video(4, 1, 100.5), Video(8, 1, 101.5)});
  ASSERT_THAT(growth, SizeIs(1));
  EXPECT_EQ(growth[0].by, "length");
  EXPECT_EQ(growth[0].verdict, Verdict::kNo);
  EXPECT_EQ(growth[0].from, 1);
  EXPECT_EQ(growth[0].to, 8);
}

TEST(MemoryGrowthTest, IsToldAnUnit) {
  const auto growth =
      Find({Video(1, 1, 110), Video(2, 1, 120), Video(4, 1, 140)});
  ASSERT_THAT(growth, SizeIs(1));
  EXPECT_EQ(growth[0].verdict, Verdict::kYes);
  EXPECT_NEAR(growth[0].bytes_per_unit, 10 << 20, 1);
}

TEST(MemoryGrowthTest, TellsLengthAndPixelsApart) {
  // Long videos are large ones here, and only the size takes memory.
  const auto growth =
      Find({Video(1, 1, 120), Video(2, 1, 120), Video(4, 2, 140),
            Video(8, 4, 180), Video(3, 4, 180), Video(8, 2, 140)});
  ASSERT_THAT(growth, SizeIs(2));
  EXPECT_EQ(growth[0].by, "length");
  EXPECT_EQ(growth[0].verdict, Verdict::kNo);
  EXPECT_EQ(growth[1].by, "pixels");
  EXPECT_EQ(growth[1].verdict, Verdict::kYes);
  EXPECT_NEAR(growth[1].bytes_per_unit, 20 << 20, 1);
}

TEST(MemoryGrowthTest, IsUnclearWhereTheInputsDifferBySomethingElse) {
  const auto growth = Find(
      {Video(1, 1, 100), Video(2, 1, 300), Video(3, 1, 110), Video(4, 1, 290)});
  ASSERT_THAT(growth, SizeIs(1));
  EXPECT_EQ(growth[0].verdict, Verdict::kUnclear);
}

TEST(MemoryGrowthTest, IsNotToldOfInputsThatAreTooAlike) {
  EXPECT_THAT(Find({}), IsEmpty());
  EXPECT_THAT(Find({Video(1, 1, 100), Video(8, 1, 200)}), IsEmpty());
  EXPECT_THAT(Find({Video(1, 1, 100), Video(1.5, 1, 200), Video(2, 1, 300)}),
              IsEmpty());
}

TEST(MemoryGrowthTest, MadeUpInputsServeWhereTheUsersAreTooAlike) {
  const auto growth =
      Find({Video(1, 1, 100), Video(1.1, 1, 100)},
           {Video(1, 1, 110), Video(2, 1, 120), Video(4, 1, 140)});
  ASSERT_THAT(growth, SizeIs(1));
  EXPECT_TRUE(growth[0].is_built_in);
  EXPECT_EQ(growth[0].verdict, Verdict::kYes);
}

TEST(MemoryGrowthTest, CountsRowsToo) {
  std::vector<Result> results(3);
  for (const int i : {0, 1, 2}) {
    SetInputSize(results[i].counters, {500.0 * (1 << i), "rows"});
    results[i].execution.memory_peak_mib = 100 + 20.0 * (1 << i);
  }
  const auto growth = Find(results);
  ASSERT_THAT(growth, SizeIs(1));
  EXPECT_EQ(growth[0].by, "rows");
  EXPECT_EQ(growth[0].verdict, Verdict::kYes);
}

}  // namespace
}  // namespace feluda
