#include "lib/networks/weights/half_floats.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace feluda {
namespace {

uint32_t Load(const char* bytes, size_t index) {
  uint16_t half;
  std::memcpy(&half, bytes + 2 * index, sizeof(half));
  return half;
}

// The positive number of `bits`, where float16 has 11 bits of precision: adding
// half of the last bit that stays, less one if that bit is 0, carries into it
// as rounding to even does. A carry may run on into the exponent, as it should.
uint32_t RoundedNormal(uint32_t bits) {
  const uint32_t rounded =
      (bits + 0xfff + (bits >> 13 & 1)) & ~uint32_t{0x1fff};
  return rounded >= 0x47800000 ? 0x7f800000 : rounded;  // 2^16: infinity
}

// Below 2^-14 float16 has only multiples of 2^-24, which is the distance of
// float32's numbers from 0.5 on: the addition itself rounds to them.
uint32_t RoundedSubnormal(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  value = (value + 0.5f) - 0.5f;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

}  // namespace

// Exponent and fraction are shifted to where float32 has them. The exponent is
// then 112 too small, which one exact multiplication by 2^112 mends, for
// subnormal numbers as well: no branch, so compilers make vectors of it.
void WidenFloat16(const char* bytes, absl::Span<float> values) {
  for (size_t i = 0; i < values.size(); ++i) {
    const uint32_t half = Load(bytes, i);
    const uint32_t magnitude = (half & 0x7fff) << 13;
    float value;
    std::memcpy(&value, &magnitude, sizeof(value));
    value *= 0x1p112f;
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof(bits));
    // Infinities and what is not a number have the largest exponent in both.
    bits |= (half & 0x7c00) == 0x7c00 ? 0x7f800000 : 0;
    bits |= (half & 0x8000) << 16;
    std::memcpy(&values[i], &bits, sizeof(bits));
  }
}

void WidenBfloat16(const char* bytes, absl::Span<float> values) {
  for (size_t i = 0; i < values.size(); ++i) {
    const uint32_t bits = Load(bytes, i) << 16;
    std::memcpy(&values[i], &bits, sizeof(bits));
  }
}

// GCC makes no vectors of this loop: a value takes some 3 ns.
void RoundToFloat16(absl::Span<const float> from, float* to) {
  for (size_t i = 0; i < from.size(); ++i) {
    uint32_t bits;
    std::memcpy(&bits, &from[i], sizeof(bits));
    const uint32_t magnitude = bits & 0x7fffffff;
    uint32_t rounded = magnitude < 0x38800000 ? RoundedSubnormal(magnitude)
                                              : RoundedNormal(magnitude);
    rounded = magnitude > 0x7f800000 ? magnitude : rounded;  // no number
    rounded |= bits & 0x80000000;
    std::memcpy(&to[i], &rounded, sizeof(rounded));
  }
}

}  // namespace feluda
