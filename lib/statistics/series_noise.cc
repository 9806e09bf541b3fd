#include "lib/statistics/series_noise.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace feluda {
namespace {

double MedianOf(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// Where figures lean on the one before, neighbours are closer than independent
// ones, and means of stretches vary more: by (1 + r) / (1 - r) in all, r being
// the correlation. It follows from that of successive changes, -(1 - r) / 2,
// which steps hardly touch. An r that independent figures have in 1 of 20
// series is none: the estimate's error is the root of 2 / n.
double LeaningInflation(double correlation_of_changes, double count) {
  constexpr double kOneInTwenty = 1.645;
  constexpr double kMost = 0.8;
  // So few figures tell nothing of it.
  constexpr double kFewest = 40;
  if (count < kFewest) return 1;
  const double r = std::min(kMost, 1 + 2 * correlation_of_changes);
  if (r < kOneInTwenty * std::sqrt(2 / count)) return 1;
  return std::sqrt(1 + r) / (1 - r);
}

}  // namespace

double NoiseOfSeries(const std::vector<double>& figures) {
  constexpr double kRounding = 1e-9;
  std::vector<double> changes;
  std::vector<double> distances;
  for (size_t i = 1; i < figures.size(); ++i) {
    changes.push_back(figures[i] - figures[i - 1]);
    distances.push_back(std::abs(changes.back()));
  }
  const double typical = 1.4826 * MedianOf(std::move(distances));
  const double most = 4 * typical;
  // A step's change, which dwarfs the others, would look like leaning: it adds
  // to the squares and nothing to the products.
  const double usual = 3 * typical;
  double squares = 0;
  double usual_squares = 0;
  double products = 0;
  for (size_t i = 0; i < changes.size(); ++i) {
    const double cut = std::clamp(changes[i], -most, most);
    squares += cut * cut;
    if (std::abs(changes[i]) > usual) changes[i] = 0;
    usual_squares += changes[i] * changes[i];
    if (i > 0) products += changes[i] * changes[i - 1];
  }
  const auto count = static_cast<double>(changes.size());
  const double inflation =
      usual_squares > 0 ? LeaningInflation(products / usual_squares, count) : 1;
  return std::max(kRounding, inflation * std::sqrt(squares / count / 2));
}

}  // namespace feluda
