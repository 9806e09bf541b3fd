#include "lib/text/units.h"

#include <string>

#include "gtest/gtest.h"

namespace feluda {
namespace {

struct UnitsCase {
  double value;
  const char* expected;
};

TEST(UnitsTest, SecondsHaveThreeDigits) {
  for (const UnitsCase& c : {UnitsCase{0, "0 s"},
                             {4.125e-15, "4.12e-06 ns"},
                             {0.3e-9, "0.30 ns"},
                             {2e-9, "2.00 ns"},
                             {50e-6, "50.0 µs"},
                             {0.00121, "1.21 ms"},
                             {0.9994, "999 ms"},
                             {0.9996, "1.00 s"},
                             {9.996, "10.0 s"},
                             {99.96, "100 s"},
                             {5400, "5400 s"},
                             {-0.00121, "-1.21 ms"}}) {
    EXPECT_EQ(HumanSeconds(c.value), c.expected) << c.value;
  }
}

TEST(UnitsTest, BytesCountIn1024) {
  for (const UnitsCase& c : {UnitsCase{0, "0 B"},
                             {512, "512 B"},
                             {1023, "1023 B"},
                             {1024, "1.0 KiB"},
                             {1048575, "1.0 MiB"},
                             {200 * 1048576.0, "200.0 MiB"},
                             {5e12, "4656.6 GiB"},
                             {-4096, "-4.0 KiB"}}) {
    EXPECT_EQ(HumanBytes(c.value), c.expected) << c.value;
  }
}

TEST(UnitsTest, CountsAreExactWhileTheyAreShort) {
  for (const UnitsCase& c : {UnitsCase{0, "0"},
                             {214, "214"},
                             {0.25, "0.25"},
                             {0.001, "0.001"},
                             {214.5, "214"},
                             {999999, "999999"},
                             {1234567, "1.23 M"},
                             {2.5e10, "25.0 G"}}) {
    EXPECT_EQ(HumanCount(c.value), c.expected) << c.value;
  }
}

}  // namespace
}  // namespace feluda
