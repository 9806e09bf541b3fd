#include "reporters/report/data_names.h"

#include <string>

#include "gtest/gtest.h"

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

}  // namespace
}  // namespace feluda
