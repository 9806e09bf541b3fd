#include "lib/runner/selection/shard.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAreArray;

// A null value unsets the variable. This test may be sharded itself.
void SetShard(const char* total, const char* index, const char* file) {
  const auto set = [](const char* name, const char* value) {
    value == nullptr ? unsetenv(name) : setenv(name, value, 1);
  };
  set("TEST_TOTAL_SHARDS", total);
  set("TEST_SHARD_INDEX", index);
  set("TEST_SHARD_STATUS_FILE", file);
}

TEST(ShardFromEnvironmentTest, IsNoneWhereNothingIsSet) {
  SetShard(nullptr, nullptr, nullptr);
  const auto shard = ShardFromEnvironment();
  ASSERT_TRUE(shard.ok()) << shard.status();
  EXPECT_FALSE(shard->has_value());
}

TEST(ShardFromEnvironmentTest, ReadsBothAndTouchesTheFile) {
  const TemporaryDirectory directory;
  const std::string file = (directory.path() / "status").string();
  SetShard("3", "2", file.c_str());
  const auto shard = ShardFromEnvironment();
  ASSERT_TRUE(shard.ok()) << shard.status();
  EXPECT_EQ((*shard)->total, 3);
  EXPECT_EQ((*shard)->index, 2);
  EXPECT_TRUE(std::filesystem::exists(file));
}

struct BadCase {
  const char* name;
  const char* total;
  const char* index;
  const char* file;
  const char* error;
};

class BadShardTest : public testing::TestWithParam<BadCase> {};

TEST_P(BadShardTest, NamesTheVariableAndTheRemedy) {
  SetShard(GetParam().total, GetParam().index, GetParam().file);
  EXPECT_THAT(std::string(ShardFromEnvironment().status().message()),
              StartsWith(GetParam().error));
}

INSTANTIATE_TEST_SUITE_P(
    Variables, BadShardTest,
    testing::ValuesIn<BadCase>({
        {"NoIndex", "2", nullptr, nullptr,
         "TEST_TOTAL_SHARDS and TEST_SHARD_INDEX: set both, or neither"},
        {"NoTotal", nullptr, "0", nullptr,
         "TEST_TOTAL_SHARDS and TEST_SHARD_INDEX: set both, or neither"},
        {"TotalIsNoNumber", "two", "0", nullptr,
         "TEST_TOTAL_SHARDS=two: say how many shards there are, 1 or more"},
        {"TotalIsZero", "0", "0", nullptr, "TEST_TOTAL_SHARDS=0: say how"},
        {"TotalIsEmpty", "", "0", nullptr, "TEST_TOTAL_SHARDS=: say how"},
        {"IndexIsTotal", "2", "2", nullptr,
         "TEST_SHARD_INDEX=2: say which one this is, from 0 to 1"},
        {"IndexIsNegative", "2", "-1", nullptr, "TEST_SHARD_INDEX=-1: say"},
        {"IndexIsNoNumber", "2", "1.0", nullptr, "TEST_SHARD_INDEX=1.0: say"},
        {"FileCannotBeWritten", "2", "0", "/nowhere/at/all",
         "TEST_SHARD_STATUS_FILE=/nowhere/at/all: cannot be written, No such"},
    }),
    [](const auto& tested) { return tested.param.name; });

TEST(OfShardTest, EachBenchmarkIsInOneShardAndFamiliesStayWhole) {
  const std::vector<std::string> names = {
      "sort/8", "sort/64", "find/small", "find/large", "sort/512", "hash"};
  EXPECT_THAT(OfShard({0, 3}, names),
              ElementsAre("sort/8", "sort/64", "sort/512", "hash"));
  EXPECT_THAT(OfShard({1, 3}, names), ElementsAre("find/small"));
  EXPECT_THAT(OfShard({2, 3}, names), ElementsAre("find/large"));
}

TEST(OfShardTest, ShardsTogetherAreTheList) {
  std::vector<std::string> names;
  for (int i = 0; i < 25; ++i) {
    names.push_back("op" + std::to_string(i) + "/input");
  }
  for (const int total : {1, 2, 7, 25, 40}) {
    std::vector<std::string> all;
    for (int index = 0; index < total; ++index) {
      for (const auto& name : OfShard({index, total}, names)) {
        all.push_back(name);
      }
    }
    EXPECT_THAT(all, UnorderedElementsAreArray(names)) << total;
  }
  EXPECT_THAT(OfShard({25, 40}, names), IsEmpty());
}

}  // namespace
}  // namespace feluda
