#include "lib/runs/text_counters.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(TextCountersTest, TextsComeBackByTheRestOfTheirNames) {
  benchmark::UserCounters counters;
  SetText(counters, "fact.method", "kmeans");
  SetText(counters, "fact.empty", "");
  SetText(counters, "fact.equation", "a=b=c");
  SetText(counters, "factory.method", "another");
  counters["fact.n_samples"] = 900;
  EXPECT_THAT(GetTexts(counters, "fact."),
              ElementsAre(Pair("empty", ""), Pair("equation", "a=b=c"),
                          Pair("method", "kmeans")));
}

TEST(TextCountersTest, SettingReplacesNumbersAndTextsOfTheNameAlone) {
  benchmark::UserCounters counters;
  counters["fact.size"] = 3;
  SetText(counters, "fact.size_class", "small");
  SetText(counters, "fact.size", "large");
  SetText(counters, "fact.size", "larger");
  EXPECT_EQ(counters.size(), 2u);
  EXPECT_THAT(GetTexts(counters, "fact."),
              ElementsAre(Pair("size", "larger"), Pair("size_class", "small")));
  EraseText(counters, "fact.size");
  EXPECT_EQ(counters.size(), 1u);
}

}  // namespace
}  // namespace feluda
