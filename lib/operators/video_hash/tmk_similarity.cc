#include "lib/operators/video_hash/tmk_similarity.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

constexpr double kTwoPi = 6.28318530717958647692;

absl::Status Differ(const char* what) {
  return absl::InvalidArgumentError(absl::StrCat(
      "hashes: made with different ", what, ", they cannot be compared"));
}

bool SameCoefficients(const std::vector<float>& a,
                      const std::vector<float>& b) {
  constexpr double kTolerance = 1e-6;
  if (a.size() != b.size()) return false;
  for (size_t j = 0; j < a.size(); ++j) {
    const double most = std::fmax(std::fabs(a[j]), std::fabs(b[j]));
    if (std::fabs(double{a[j]} - b[j]) > kTolerance * most) return false;
  }
  return true;
}

absl::Status CheckComparable(const TmkHash& a, const TmkHash& b) {
  if (a.frames_per_second != b.frames_per_second) {
    return Differ("frames per second");
  }
  if (a.dimension() != b.dimension()) return Differ("features");
  if (a.periods != b.periods) return Differ("periods");
  if (!SameCoefficients(a.coefficients, b.coefficients)) {
    return Differ("coefficients");
  }
  return absl::OkStatus();
}

double Dot(const float* a, const float* b, size_t dimension) {
  double sum = 0.0;
  for (size_t k = 0; k < dimension; ++k) sum += double{a[k]} * b[k];
  return sum;
}

// The kernel of two videos at a period: a Fourier series in their shift.
struct Kernel {
  std::vector<double> cosines;
  std::vector<double> sines;
};

Kernel KernelOf(const TmkHash& a, const TmkHash& b, size_t period) {
  Kernel kernel;
  for (size_t j = 0; j < a.coefficients.size(); ++j) {
    const size_t at = a.IndexOf(period, j);
    const auto dot = [&](const std::vector<float>& x,
                         const std::vector<float>& y) {
      return Dot(x.data() + at, y.data() + at, a.dimension());
    };
    kernel.cosines.push_back(dot(a.cosines, b.cosines) + dot(a.sines, b.sines));
    kernel.sines.push_back(dot(a.sines, b.cosines) - dot(a.cosines, b.sines));
  }
  return kernel;
}

// Each angle follows from the one before by a rotation, as in
// tmk_accumulator.cc.
double ValueAt(const Kernel& kernel, double angle) {
  const double step_cosine = std::cos(angle);
  const double step_sine = std::sin(angle);
  double cosine = 1.0;
  double sine = 0.0;
  double value = 0.0;
  for (size_t j = 0; j < kernel.cosines.size(); ++j) {
    value += cosine * kernel.cosines[j] + sine * kernel.sines[j];
    const double next = cosine * step_cosine - sine * step_sine;
    sine = cosine * step_sine + sine * step_cosine;
    cosine = next;
  }
  return value;
}

// The kernel's value for two videos that are alike in every frame.
double MostOf(const std::vector<float>& coefficients) {
  double sum = 0.0;
  for (size_t j = 0; j < coefficients.size(); ++j) {
    sum += (j == 0 ? 1.0 : 2.0) * coefficients[j];
  }
  return sum;
}

}  // namespace

absl::StatusOr<double> Level1Score(const TmkHash& a, const TmkHash& b) {
  if (absl::Status s = CheckComparable(a, b); !s.ok()) return s;
  const auto dot = [&](const TmkHash& x, const TmkHash& y) {
    return Dot(x.average.data(), y.average.data(), x.dimension());
  };
  const double squares = dot(a, a) * dot(b, b);
  return squares > 0.0 ? dot(a, b) / std::sqrt(squares) : 0.0;
}

absl::StatusOr<TmkAlignment> Align(const TmkHash& a, const TmkHash& b) {
  if (absl::Status s = CheckComparable(a, b); !s.ok()) return s;
  const double most = MostOf(a.coefficients);
  if (!(most > 0.0)) {
    return absl::InvalidArgumentError(
        "hashes: their coefficients must sum to more than 0");
  }
  TmkAlignment best = {-std::numeric_limits<double>::infinity(), 0, 0};
  for (size_t i = 0; i < a.periods.size(); ++i) {
    const Kernel kernel = KernelOf(a, b, i);
    const int period = a.periods[i];
    for (int shift = 0; shift < period; ++shift) {
      const double value = ValueAt(kernel, kTwoPi * shift / period);
      if (value > best.score) best = {value, shift, period};
    }
  }
  best.score /= most;
  return best;
}

}  // namespace feluda
