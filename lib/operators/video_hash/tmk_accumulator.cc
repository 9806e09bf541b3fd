#include "lib/operators/video_hash/tmk_accumulator.h"

#include <cmath>
#include <utility>

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "lib/operators/video_hash/tmk_accumulator.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, kPdqfFrequencies>;

// sums += factor * feature.
void AddScaled(float factor, const float* HWY_RESTRICT feature,
               float* HWY_RESTRICT sums) {
  const Floats d;
  const auto factors = hn::Set(d, factor);
  for (size_t k = 0; k < kPdqfDimension; k += hn::Lanes(d)) {
    const auto sum = hn::LoadU(d, sums + k);
    hn::StoreU(hn::MulAdd(factors, hn::LoadU(d, feature + k), sum), d,
               sums + k);
  }
}

// For each coefficient j of a period: cosines[j] += cos(j * angle) * feature,
// and likewise for the sines. Each angle follows from the one before by a
// rotation, four multiplications in place of a sine and a cosine; in float64
// the error stays far below float32's over the 32 steps.
void AddPeriod(double angle, size_t coefficients,
               const float* HWY_RESTRICT feature, float* HWY_RESTRICT cosines,
               float* HWY_RESTRICT sines) {
  const double step_cosine = std::cos(angle);
  const double step_sine = std::sin(angle);
  double cosine = 1.0;
  double sine = 0.0;
  for (size_t j = 0; j < coefficients; ++j) {
    AddScaled(static_cast<float>(cosine), feature,
              cosines + j * kPdqfDimension);
    AddScaled(static_cast<float>(sine), feature, sines + j * kPdqfDimension);
    const double next = cosine * step_cosine - sine * step_sine;
    sine = cosine * step_sine + sine * step_cosine;
    cosine = next;
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

HWY_EXPORT(AddScaled);
HWY_EXPORT(AddPeriod);

constexpr double kTwoPi = 6.28318530717958647692;

// The Euclidean length.
float Length(const float* values) {
  float sum = 0.0f;
  for (size_t k = 0; k < kPdqfDimension; ++k) sum += values[k] * values[k];
  return std::sqrt(sum);
}

// Leaves values of length 0 as they are.
void ScaleTo(float length, float* values) {
  const float old = Length(values);
  if (!(old > 0.0f)) return;
  for (size_t k = 0; k < kPdqfDimension; ++k) values[k] *= length / old;
}

}  // namespace

TmkAccumulator::TmkAccumulator(int frames_per_second) {
  hash_.frames_per_second = frames_per_second;
  hash_.periods = TmkPeriods();
  hash_.coefficients = TmkCoefficients();
  hash_.average.resize(kPdqfDimension);
  const size_t size = hash_.IndexOf(hash_.periods.size(), 0);
  hash_.cosines.resize(size);
  hash_.sines.resize(size);
}

void TmkAccumulator::Add(const PdqfFeature& feature) {
  HWY_DYNAMIC_DISPATCH(AddScaled)(1.0f, feature.data(), hash_.average.data());
  PdqfFeature direction = feature;
  ScaleTo(1.0f, direction.data());
  for (size_t i = 0; i < hash_.periods.size(); ++i) {
    const int32_t period = hash_.periods[i];
    const double angle = kTwoPi * (hash_.frame_count % period) / period;
    HWY_DYNAMIC_DISPATCH(AddPeriod)
    (angle, hash_.coefficients.size(), direction.data(),
     hash_.cosines.data() + hash_.IndexOf(i, 0),
     hash_.sines.data() + hash_.IndexOf(i, 0));
  }
  ++hash_.frame_count;
}

TmkHash TmkAccumulator::Finish() && {
  if (hash_.frame_count == 0) return std::move(hash_);
  for (float& number : hash_.average) {
    number /= static_cast<float>(hash_.frame_count);
  }
  for (size_t i = 0; i < hash_.periods.size(); ++i) {
    for (size_t j = 0; j < hash_.coefficients.size(); ++j) {
      const float length = std::sqrt(hash_.coefficients[j]);
      ScaleTo(length, hash_.cosines.data() + hash_.IndexOf(i, j));
      ScaleTo(length, hash_.sines.data() + hash_.IndexOf(i, j));
    }
  }
  return std::move(hash_);
}

}  // namespace feluda
#endif  // HWY_ONCE
