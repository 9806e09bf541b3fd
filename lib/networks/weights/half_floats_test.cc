#include "lib/networks/weights/half_floats.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

// All numbers of 16 bits, in order.
std::vector<uint16_t> AllHalves() {
  std::vector<uint16_t> halves(1 << 16);
  for (size_t i = 0; i < halves.size(); ++i) halves[i] = i;
  return halves;
}

std::vector<float> Widen(void (*widen)(const char*, absl::Span<float>),
                         const std::vector<uint16_t>& halves) {
  std::vector<float> values(halves.size());
  widen(reinterpret_cast<const char*>(halves.data()), absl::MakeSpan(values));
  return values;
}

// What the bits mean, by the definition of IEEE 754.
float Meaning(uint16_t half, int exponent_bits) {
  const int fraction_bits = 15 - exponent_bits;
  const int largest = (1 << exponent_bits) - 1;
  const int bias = largest / 2;
  const int exponent = half >> fraction_bits & largest;
  const int fraction = half & ((1 << fraction_bits) - 1);
  const float sign = half >> 15 ? -1.0f : 1.0f;
  if (exponent == largest) return fraction != 0 ? NAN : sign * INFINITY;
  if (exponent == 0) {
    return sign * std::ldexp(fraction, 1 - bias - fraction_bits);
  }
  return sign * std::ldexp(fraction + (1 << fraction_bits),
                           exponent - bias - fraction_bits);
}

void ExpectMeanings(const std::vector<float>& values, int exponent_bits) {
  for (size_t i = 0; i < values.size(); ++i) {
    const float expected = Meaning(i, exponent_bits);
    if (std::isnan(expected)) {
      ASSERT_TRUE(std::isnan(values[i])) << i;
    } else {
      ASSERT_EQ(values[i], expected) << i;
      ASSERT_EQ(std::signbit(values[i]), std::signbit(expected)) << i;
    }
  }
}

TEST(HalfFloatsTest, EveryFloat16KeepsItsMeaning) {
  ExpectMeanings(Widen(WidenFloat16, AllHalves()), /*exponent_bits=*/5);
}

TEST(HalfFloatsTest, EveryBfloat16KeepsItsMeaning) {
  ExpectMeanings(Widen(WidenBfloat16, AllHalves()), /*exponent_bits=*/8);
}

TEST(HalfFloatsTest, AnyAddressIsRead) {
  const char bytes[] = {0, 0, 0x3c, 0, 0x40};  // 1 and 2, from the second on
  std::vector<float> values(2);
  WidenFloat16(bytes + 1, absl::MakeSpan(values));
  EXPECT_EQ(values, (std::vector<float>{1, 2}));
}

}  // namespace
}  // namespace feluda
