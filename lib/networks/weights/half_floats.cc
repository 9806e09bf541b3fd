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

}  // namespace feluda
