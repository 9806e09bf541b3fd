#include "lib/runner/command_line/min_time.h"

#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using testing::HasSubstr;

struct MinTime {
  const char* name;
  const char* value;
  // Empty where it is refused.
  const char* as_number;
  const char* as_text;
};

class MinTimeTest : public testing::TestWithParam<MinTime> {};

void ExpectValue(MinTimeSyntax syntax, const std::string& expected) {
  const auto value = MinTimeAs(syntax, MinTimeTest::GetParam().value);
  if (!expected.empty()) {
    ASSERT_TRUE(value.ok()) << value.status();
    EXPECT_EQ(*value, expected);
    return;
  }
  ASSERT_EQ(value.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(value.status().message()),
              HasSubstr("say --benchmark_min_time=N"));
}

TEST_P(MinTimeTest, IsWhatGoogleBenchmarkTakes) {
  ExpectValue(MinTimeSyntax::kNumber, GetParam().as_number);
  ExpectValue(MinTimeSyntax::kText, GetParam().as_text);
}

INSTANTIATE_TEST_SUITE_P(
    All, MinTimeTest,
    testing::Values(
        MinTime{"Number", "0.5", "0.5", "0.5s"},
        MinTime{"Seconds", "0.5s", "0.5", "0.5s"},
        MinTime{"Small", "1e-3", "1e-3", "1e-3s"},
        MinTime{"None", "0", "0", "0s"}, MinTime{"Spaces", " 2 s", "2", "2s"},
        MinTime{"Day", "86400", "86400", "86400s"},
        MinTime{"Iterations", "100x", "", "100x"},
        MinTime{"MostIterations", "1000000000x", "", "1000000000x"},
        MinTime{"TooManyIterations", "1000000001x", "", ""},
        MinTime{"NoIterations", "0x", "", ""},
        MinTime{"FewerIterations", "-1x", "", ""},
        MinTime{"HalfAnIteration", "1.5x", "", ""},
        MinTime{"OnlyX", "x", "", ""}, MinTime{"OnlyS", "s", "", ""},
        MinTime{"Empty", "", "", ""}, MinTime{"Minutes", "2m", "", ""},
        MinTime{"Milliseconds", "2ms", "", ""}, MinTime{"Both", "2sx", "", ""},
        MinTime{"Hexadecimal", "0x10", "0x10", "0x10s"},
        MinTime{"Word", "long", "", ""}, MinTime{"Negative", "-1", "", ""},
        MinTime{"Infinite", "inf", "", ""},
        MinTime{"InfiniteSeconds", "infs", "", ""},
        MinTime{"NotANumber", "nan", "", ""},
        MinTime{"MoreThanADay", "86401s", "", ""}),
    [](const auto& test) { return test.param.name; });

TEST(MinTimeRefusalTest, TellsWhichVersionsKnowIterations) {
  const auto value = MinTimeAs(MinTimeSyntax::kNumber, "100x");
  EXPECT_THAT(std::string(value.status().message()), HasSubstr("1.8"));
}

}  // namespace
}  // namespace feluda
