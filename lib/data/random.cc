#include "lib/data/random.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstddef>
#include <cstring>

// The promise of equal bytes rests on every operation being rounded once, to
// float. The build adds -ffp-contract=off for the same reason.
static_assert(FLT_EVAL_METHOD == 0, "float is computed with excess precision");
#ifdef __FAST_MATH__
#error "-ffast-math would change the bytes of seeded data"
#endif

namespace feluda {
namespace {

// The number of pairs made at a time. It is a constant, so that compilers turn
// the loops into vector instructions.
constexpr size_t kBlock = 16;

uint32_t ToBits(float value) {
  uint32_t bits;
  std::memcpy(&bits, &value, sizeof(bits));
  return bits;
}

float FromBits(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return value;
}

// The logarithm of u in (0, 1]: u = m 2^e with m in [sqrt(1/2), sqrt(2)), and
// ln m = 2 atanh(s), s = (m - 1) / (m + 1), whose series needs five terms for
// a float, as |s| < 0.172.
float Log(float u) {
  constexpr uint32_t kSqrtHalf = 0x3f3504f3;
  constexpr float kLn2 = 0.693147181f;
  const uint32_t above = ToBits(u) - kSqrtHalf;
  const float e = static_cast<float>(static_cast<int32_t>(above) >> 23);
  const float m = FromBits(ToBits(u) - (above & 0xff800000));
  const float s = (m - 1.0f) / (m + 1.0f);
  const float z = s * s;
  const float series =
      1.0f + z * (1.0f / 3 + z * (1.0f / 5 + z * (1.0f / 7 + z * (1.0f / 9))));
  return e * kLn2 + 2.0f * s * series;
}

// The length of a pair of normals. u is made of 31 bits, since they convert to
// float as a signed integer, which is fast on every machine.
float Radius(uint32_t bits) {
  const float u =
      (static_cast<float>(static_cast<int32_t>(bits >> 1)) + 0.5f) * 0x1p-31f;
  return std::sqrt(-2.0f * Log(u));
}

// Sine and cosine for |x| <= pi/4, by their Taylor series.
float Sin(float x) {
  const float z = x * x;
  return x * (1.0f + z * (-1.0f / 6 +
                          z * (1.0f / 120 + z * (-1.0f / 5040 + z / 362880))));
}

float Cos(float x) {
  const float z = x * x;
  return 1.0f + z * (-1.0f / 2 +
                     z * (1.0f / 24 + z * (-1.0f / 720 +
                                           z * (1.0f / 40320 - z / 3628800))));
}

// A point on the unit circle: 30 bits choose it in the quarter around (1, 0),
// one mirrors it to the quarter around (-1, 0), one swaps x and y.
void Direction(uint32_t bits, float& x, float& y) {
  constexpr float kQuarterPi = 0.785398163f;
  const int32_t step = static_cast<int32_t>(bits << 2) >> 2;
  const float angle = static_cast<float>(step) * (kQuarterPi * 0x1p-29f);
  const uint32_t a = ToBits(Cos(angle)) ^ (bits & 0x80000000);
  const uint32_t b = ToBits(Sin(angle));
  const uint32_t swap = (a ^ b) & (0u - ((bits >> 30) & 1));
  x = FromBits(a ^ swap);
  y = FromBits(b ^ swap);
}

// kBlock pairs of normals from as many random words.
void Transform(const uint64_t* words, float* xs, float* ys) {
  for (size_t i = 0; i < kBlock; ++i) {
    float x, y;
    Direction(static_cast<uint32_t>(words[i]), x, y);
    const float radius = Radius(static_cast<uint32_t>(words[i] >> 32));
    xs[i] = radius * x;
    ys[i] = radius * y;
  }
}

}  // namespace

void RandomStream::FillNormal(uint64_t first, absl::Span<float> values) const {
  const size_t pairs = values.size() / 2 + values.size() % 2;
  absl::Span<float> firsts = values.first(pairs);
  absl::Span<float> seconds = values.subspan(pairs);
  for (size_t done = 0; done < pairs; done += kBlock) {
    uint64_t words[kBlock];
    float xs[kBlock];
    float ys[kBlock];
    for (size_t i = 0; i < kBlock; ++i) words[i] = Bits(first + done + i);
    Transform(words, xs, ys);
    std::copy_n(xs, std::min(kBlock, pairs - done), firsts.begin() + done);
    if (done >= seconds.size()) continue;
    std::copy_n(ys, std::min(kBlock, seconds.size() - done),
                seconds.begin() + done);
  }
}

}  // namespace feluda
