#include "reporters/report/data_names.h"

#include <string>

#include "gtest/gtest.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

Result Described(const std::string& input, const std::string& description) {
  Result result;
  result.operator_name = "cluster";
  result.input = input;
  result.data_description = description;
  return result;
}

TEST(DataNamesTest, NamesTheInputWhereDescriptionsAreTheSame) {
  const Result small = Described("rows/500", "embeddings");
  const Result large = Described("rows/900", "embeddings");
  const Result other = Described("pages", "text pages");
  const DataNames names({small, large, other});
  EXPECT_EQ(names.Of(small), "embeddings (rows/500)");
  EXPECT_EQ(names.Of(large), "embeddings (rows/900)");
  EXPECT_EQ(names.Of(other), "text pages");
}

TEST(DataNamesTest, RepetitionsAndOtherOperatorsShareNothing) {
  const Result result = Described("rows/500", "embeddings");
  Result other = Described("rows/900", "embeddings");
  other.operator_name = "reduce";
  const DataNames names({result, result, other});
  EXPECT_FALSE(names.IsShared(result));
  EXPECT_EQ(names.Of(other), "embeddings");
}

TEST(DataNamesTest, AnAggregateIsNamed) {
  std::vector<Result> results = {
      ToResult(MadeUpAggregate("sort/8", "mean", 1)),
      ToResult(MadeUpAggregate("sort", "median", 1))};
  const DataNames names(results);
  EXPECT_EQ(names.Of(results[0]), "8 (mean of 3 repetitions)");
  EXPECT_EQ(names.Of(results[1]), "median of 3 repetitions");
}

}  // namespace
}  // namespace feluda
