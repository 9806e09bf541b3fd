#include "reporters/markdown/markdown_sections.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Result Named(const std::string& operator_name) {
  Result result;
  result.operator_name = operator_name;
  return result;
}

Result Failed(const std::string& message) {
  Result result = Named("hash");
  result.data_description = "a|b";
  result.error = message;
  return result;
}

Result Varying(const std::string& operator_name, double cv) {
  Result result = Named(operator_name);
  Set(result.counters, sample::kCv, cv);
  Set(result.counters, sample::kCount, 41);
  return result;
}

TEST(MarkdownSectionsTest, AreEmptyWhereThereIsNothingToTell) {
  EXPECT_EQ(NoiseSection(Json::object(), {Named("hash")}), "");
  EXPECT_EQ(FailuresSection({Named("hash")}), "");
  EXPECT_EQ(SizingSection({}), "");
  EXPECT_EQ(SizingSection({Named("hash")}), "");
  EXPECT_EQ(SyntheticWeights({Named("hash")}), "");
}

TEST(NoiseSectionTest, NamesSourcesWithTheirReasons) {
  EXPECT_THAT(
      NoiseSection({{"virtual_machine", true}, {"governor", "a|b"}}, {}),
      AllOf(HasSubstr("\n## Noise\n\nWhy times may"),
            HasSubstr("\n- virtual machine: its host may"),
            HasSubstr("\n- frequency governor a\\|b: the CPUs")));
}

TEST(NoiseSectionTest, NamesTheTenBenchmarksThatVariedMost) {
  std::vector<Result> results;
  for (int i = 0; i < 15; ++i) {
    results.push_back(Varying(absl::StrCat("op", i), 0.2 + 0.01 * i));
  }
  const std::string section = NoiseSection(Json::object(), results);
  EXPECT_THAT(
      section,
      AllOf(HasSubstr("more than 10 % of the mean.\n\n- op14: its time "
                      "varied by 34 % over 41 samples\n- op13: "),
            HasSubstr("\n- op5: "), Not(HasSubstr("op4:")),
            HasSubstr("\n- and 5 more benchmarks whose times varied\n")));
}

TEST(FailuresSectionTest, ShowsWholeMessagesInOneRowEach) {
  const std::string section =
      FailuresSection({Failed("`a`|b\r\n\x1b[1mc"), Named("fine")});
  EXPECT_EQ(section,
            "\n## Failures\n\n| Operator | Data | Message |\n|---|---|---|\n"
            "| hash | a\\|b | \\`a\\`\\|b<br> \\[1mc |\n");
}

TEST(FailuresSectionTest, CutsAVeryLongMessage) {
  const std::string section = FailuresSection({Failed(std::string(9000, 'x'))});
  EXPECT_LT(section.size(), 4400);
  EXPECT_THAT(section, HasSubstr("x… (4904 bytes more) |\n"));
}

TEST(SyntheticWeightsTest, NamesEachOperatorOnce) {
  Result synthetic = Named("detect");
  synthetic.facts["weights"] = "synthetic";
  Result real = Named("embed");
  real.facts["weights"] = "real";
  EXPECT_THAT(SyntheticWeights({synthetic, real, synthetic}),
              HasSubstr("means nothing: detect.\n"));
}

}  // namespace
}  // namespace feluda
