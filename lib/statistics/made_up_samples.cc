#include "lib/statistics/made_up_samples.h"

#include <cmath>

namespace feluda {
namespace {

constexpr double kTwoPi = 6.28318530717958647693;
constexpr double kCorrelation = 1.0 / 3;

}  // namespace

const char* SampleShapeName(SampleShape shape) {
  switch (shape) {
    case SampleShape::kNormal:
      return "Normal";
    case SampleShape::kSkewed:
      return "Skewed";
    case SampleShape::kBimodal:
      return "Bimodal";
    case SampleShape::kDrifting:
      return "Drifting";
    case SampleShape::kAutocorrelated:
      return "Autocorrelated";
    case SampleShape::kTied:
      return "Tied";
  }
  return "";
}

double MadeUpSamples::Uniform() {
  return static_cast<double>(engine_() >> 11) * 0x1p-53;
}

double MadeUpSamples::Normal() {
  const double radius = std::sqrt(-2 * std::log(1 - Uniform()));
  return radius * std::cos(kTwoPi * Uniform());
}

double MadeUpSamples::Deviation(SampleShape shape) {
  switch (shape) {
    case SampleShape::kSkewed:
      return -std::log(1 - Uniform()) - std::log(2.0);
    case SampleShape::kBimodal:
      return 0.3 * Normal() + (Uniform() < 0.4 ? 2 : 0);
    case SampleShape::kTied:
      return std::round(2 * Normal()) / 2;
    default:
      return Normal();
  }
}

std::vector<double> MadeUpSamples::Make(SampleShape shape, size_t count,
                                        double median, double variation) {
  std::vector<double> figures(count);
  double before = Normal();
  for (size_t i = 0; i < count; ++i) {
    double deviation = Deviation(shape);
    if (shape == SampleShape::kAutocorrelated) {
      deviation = kCorrelation * before +
                  std::sqrt(1 - kCorrelation * kCorrelation) * deviation;
    }
    if (shape == SampleShape::kDrifting && count > 1) {
      deviation += 2 * static_cast<double>(i) / static_cast<double>(count - 1);
    }
    before = deviation;
    figures[i] = median * std::exp(variation * deviation);
  }
  return figures;
}

}  // namespace feluda
