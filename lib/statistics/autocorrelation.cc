#include "lib/statistics/autocorrelation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace feluda {
namespace {

constexpr size_t kMinFigures = 8;
// Beyond it a sample of some tens of figures cannot tell memory from a drift.
constexpr double kMaxCorrelation = 0.8;

std::vector<double> LessTheirMean(std::vector<double> values) {
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) /
                      static_cast<double>(values.size());
  for (double& value : values) value -= mean;
  return values;
}

}  // namespace

double Autocorrelation(const std::vector<double>& residuals) {
  double squares = 0;
  double products = 0;
  for (size_t i = 0; i < residuals.size(); ++i) {
    squares += residuals[i] * residuals[i];
    if (i > 0) products += residuals[i] * residuals[i - 1];
  }
  return squares > 0 && std::isfinite(squares) ? products / squares : 0;
}

double ErrorInflation(const std::vector<double>& one,
                      const std::vector<double>& other) {
  double sum = 0;
  double figures = 0;
  int samples = 0;
  for (const std::vector<double>* sample : {&one, &other}) {
    if (sample->size() < kMinFigures) continue;
    sum += Autocorrelation(LessTheirMean(*sample));
    figures += static_cast<double>(sample->size());
    ++samples;
  }
  if (samples == 0) return 1;
  const double raw = sum / samples;
  const double bias = (1 + 3 * std::max(raw, 0.0)) / (figures / samples);
  const double r = std::clamp(raw + bias, 0.0, kMaxCorrelation);
  return std::sqrt((1 + r) / (1 - r));
}

}  // namespace feluda
