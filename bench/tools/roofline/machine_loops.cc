#include "bench/tools/roofline/machine_loops.h"

#define FELUDA_UNROLL _Pragma("GCC unroll 14")

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/tools/roofline/machine_loops.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;
using D = hn::ScalableTag<float>;
using V = hn::Vec<D>;

// Two units of a latency of up to five cycles are busy with ten sums.
// Processors with units apart for multiply-adds and for sums have four that do
// both, and AVX2 has sixteen registers, two of which hold constants.
constexpr size_t kSums = 14;

// `operate` makes the next value of sum i.
template <typename Operate>
HWY_INLINE float Rounds(size_t rounds, const Operate& operate) {
  const D d;
  V sums[kSums];
  FELUDA_UNROLL
  for (size_t i = 0; i < kSums; ++i) {
    sums[i] = hn::Set(d, static_cast<float>(i));
  }
  for (size_t round = 0; round < rounds; ++round) {
    FELUDA_UNROLL
    for (size_t i = 0; i < kSums; ++i) sums[i] = operate(i, sums[i]);
  }
  for (size_t i = 1; i < kSums; ++i) sums[0] = hn::Add(sums[0], sums[i]);
  return hn::GetLane(hn::SumOfLanes(d, sums[0]));
}

float MultiplyAddRounds(size_t rounds) {
  const V factor = hn::Set(D(), 0.999f);
  const V summand = hn::Set(D(), 0.001f);
  return Rounds(rounds, [=](size_t, V sum) HWY_ATTR {
    return hn::MulAdd(sum, factor, summand);
  });
}

float SumRounds(size_t rounds) {
  const V summand = hn::Set(D(), 0.001f);
  return Rounds(rounds,
                [=](size_t, V sum) HWY_ATTR { return hn::Add(sum, summand); });
}

float MixedRounds(size_t rounds) {
  const V factor = hn::Set(D(), 0.999f);
  const V summand = hn::Set(D(), 0.001f);
  return Rounds(rounds, [=](size_t i, V sum) HWY_ATTR {
    return i % 2 == 0 ? hn::MulAdd(sum, factor, summand)
                      : hn::Add(sum, summand);
  });
}

size_t OperationsOfRound() { return kSums * hn::Lanes(D()); }

float ReadAll(const float* HWY_RESTRICT values, size_t count) {
  constexpr size_t kChains = 8;
  const D d;
  const size_t lanes = hn::Lanes(d);
  V sums[kChains];
  FELUDA_UNROLL
  for (size_t i = 0; i < kChains; ++i) sums[i] = hn::Zero(d);
  for (size_t at = 0; at < count; at += kChains * lanes) {
    FELUDA_UNROLL
    for (size_t i = 0; i < kChains; ++i) {
      sums[i] = hn::Add(sums[i], hn::Load(d, values + at + i * lanes));
    }
  }
  for (size_t i = 1; i < kChains; ++i) sums[0] = hn::Add(sums[0], sums[i]);
  return hn::GetLane(hn::SumOfLanes(d, sums[0]));
}

void UpdateAll(float* HWY_RESTRICT values, size_t count) {
  const D d;
  const size_t lanes = hn::Lanes(d);
  const V factor = hn::Set(d, 0.9999f);
  for (size_t at = 0; at < count; at += 4 * lanes) {
    FELUDA_UNROLL
    for (size_t i = 0; i < 4; ++i) {
      float* const to = values + at + i * lanes;
      hn::Store(hn::Mul(hn::Load(d, to), factor), d, to);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

HWY_EXPORT(MultiplyAddRounds);
HWY_EXPORT(SumRounds);
HWY_EXPORT(MixedRounds);
HWY_EXPORT(OperationsOfRound);
HWY_EXPORT(ReadAll);
HWY_EXPORT(UpdateAll);

}  // namespace

float MultiplyAddRounds(size_t rounds) {
  return HWY_DYNAMIC_DISPATCH(MultiplyAddRounds)(rounds);
}

float SumRounds(size_t rounds) {
  return HWY_DYNAMIC_DISPATCH(SumRounds)(rounds);
}

float MixedRounds(size_t rounds) {
  return HWY_DYNAMIC_DISPATCH(MixedRounds)(rounds);
}

size_t OperationsOfRound() { return HWY_DYNAMIC_DISPATCH(OperationsOfRound)(); }

float ReadAll(const float* values, size_t count) {
  return HWY_DYNAMIC_DISPATCH(ReadAll)(values, count);
}

void UpdateAll(float* values, size_t count) {
  HWY_DYNAMIC_DISPATCH(UpdateAll)(values, count);
}

}  // namespace feluda
#endif
