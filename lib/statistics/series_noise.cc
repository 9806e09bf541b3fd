#include "lib/statistics/series_noise.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "lib/statistics/autocorrelation.h"

namespace feluda {
namespace {

double MedianOf(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

double NoiseOfSeries(const std::vector<double>& figures) {
  constexpr double kRounding = 1e-9;
  std::vector<double> distances;
  for (size_t i = 1; i < figures.size(); ++i) {
    distances.push_back(std::abs(figures[i] - figures[i - 1]));
  }
  const double most = 4 * 1.4826 * MedianOf(distances);
  double squares = 0;
  for (const double distance : distances) {
    const double cut = std::min(distance, most);
    squares += cut * cut;
  }
  const auto count = static_cast<double>(distances.size());
  return std::max(kRounding, std::sqrt(squares / count / 2));
}

double NoiseInflation(const std::vector<double>& residuals, size_t levels) {
  constexpr double kMaxCorrelation = 0.8;
  // Fewer residuals tell nothing of their correlation.
  constexpr size_t kMinResiduals = 40;
  if (residuals.size() < kMinResiduals) return 1;
  const auto count = static_cast<double>(residuals.size());
  const double bias = static_cast<double>(levels) / count;
  const double r = std::min(kMaxCorrelation, Autocorrelation(residuals) + bias);
  const double error = 1 / std::sqrt(count);
  return r < error ? 1 : std::sqrt(1 + r) / (1 - r);
}

}  // namespace feluda
