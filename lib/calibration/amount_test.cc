#include "lib/calibration/amount.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

struct Case {
  const char* name;
  double amount;
  Unit unit;
  const char* exactly;
  const char* rounded;
};

class AmountTest : public testing::TestWithParam<Case> {};

TEST_P(AmountTest, IsWrittenBothWays) {
  const Case& c = GetParam();
  EXPECT_EQ(FormatExactly(c.amount, c.unit), c.exactly);
  EXPECT_EQ(FormatRounded(c.amount, c.unit), c.rounded);
}

constexpr double kMebibyte = 1 << 20;

INSTANTIATE_TEST_SUITE_P(
    All, AmountTest,
    testing::Values(
        Case{"Count", 12345678, Unit::kCount, "12345678", "12345678"},
        Case{"NegativeCount", -1, Unit::kCount, "-1", "-1"},
        Case{"NoBytes", 0, Unit::kBytes, "0 B", "0 B"},
        Case{"FewBytes", 1000, Unit::kBytes, "1000 B", "1000 B"},
        Case{"Whole", 200 * kMebibyte, Unit::kBytes, "200 MiB", "200.0 MiB"},
        Case{"AByteMore", 200 * kMebibyte + 1, Unit::kBytes, "209715201 B",
             "200.0 MiB"},
        Case{"AByteLess", -1, Unit::kBytes, "-1 B", "-1 B"},
        Case{"Less", -1.5 * kMebibyte, Unit::kBytes, "-1536 KiB", "-1.5 MiB"},
        Case{"Gibibytes", 2048 * kMebibyte, Unit::kBytes, "2 GiB", "2.0 GiB"},
        Case{"Seconds", 1.0034, Unit::kSeconds, "1.003 s", "1.003 s"},
        Case{"Milliseconds", -0.0104, Unit::kSeconds, "-0.010 s", "-0.010 s"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace feluda
