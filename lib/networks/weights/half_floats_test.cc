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
    return sign *
           std::ldexp(static_cast<float>(fraction), 1 - bias - fraction_bits);
  }
  return sign * std::ldexp(static_cast<float>(fraction + (1 << fraction_bits)),
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

float Rounded(float value) {
  RoundToFloat16({value}, &value);
  return value;
}

void ExpectRounded(float value, float expected) {
  ASSERT_EQ(Rounded(value), expected) << std::hexfloat << value;
  ASSERT_EQ(Rounded(-value), -expected) << std::hexfloat << value;
}

TEST(RoundToFloat16Test, EveryFloat16Stays) {
  const std::vector<float> values = Widen(WidenFloat16, AllHalves());
  std::vector<float> rounded(values.size());
  RoundToFloat16(values, rounded.data());
  ExpectMeanings(rounded, /*exponent_bits=*/5);
}

// Between all neighbours: the middle, and what is next to it on both sides.
TEST(RoundToFloat16Test, TheNearestIsTakenAndTheEvenOneOfTwo) {
  const std::vector<float> values = Widen(WidenFloat16, AllHalves());
  for (size_t i = 0; i < 0x7bff; ++i) {  // up to 65504, the largest
    const float middle = (values[i] + values[i + 1]) / 2;
    ExpectRounded(middle, values[i % 2 == 0 ? i : i + 1]);
    ExpectRounded(std::nextafter(middle, 0.0f), values[i]);
    ExpectRounded(std::nextafter(middle, INFINITY), values[i + 1]);
  }
}

TEST(RoundToFloat16Test, WhatIsTooLargeIsInfinite) {
  ExpectRounded(std::nextafter(65520.0f, 0.0f), 65504);
  for (const float large : {65520.0f, 65536.0f, 3e38f, INFINITY}) {
    ExpectRounded(large, INFINITY);
  }
}

TEST(RoundToFloat16Test, SignsOfZerosAndWhatIsNoNumberStay) {
  EXPECT_TRUE(std::signbit(Rounded(-0.0f)));
  EXPECT_TRUE(std::signbit(Rounded(-1e-30f)));
  EXPECT_FALSE(std::signbit(Rounded(1e-40f)));
  EXPECT_TRUE(std::isnan(Rounded(NAN)));
}

TEST(RoundToFloat16Test, MayBeDoneInPlace) {
  std::vector<float> values = {0.1f, 1, 2049};
  RoundToFloat16(values, values.data());
  EXPECT_EQ(values, (std::vector<float>{0x1.998p-4f, 1, 2048}));
}

}  // namespace
}  // namespace feluda
