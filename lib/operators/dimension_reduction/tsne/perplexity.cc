#include "lib/operators/dimension_reduction/tsne/perplexity.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace feluda {
namespace {

constexpr int kMaxSteps = 100;
constexpr double kEntropyTolerance = 1e-6;
// The largest factor of a step, which limits it where the entropy is nearly
// flat.
constexpr double kMaxStep = 8.0;

struct Entropy {
  double value;
  // The derivative by the logarithm of the precision; never positive.
  double slope;
};

// Writes the similarities, not yet scaled, to `weights`, and returns their
// entropy.
Entropy WeighAt(double precision, const std::vector<double>& squares,
                std::vector<double>& weights) {
  double sum = 0.0, first = 0.0, second = 0.0;
  for (size_t i = 0; i < squares.size(); ++i) {
    const double exponent = precision * squares[i];
    const double weight = std::exp(-exponent);
    weights[i] = weight;
    if (weight == 0.0) continue;
    sum += weight;
    first += weight * exponent;
    second += weight * exponent * exponent;
  }
  const double mean = first / sum;
  return {std::log(sum) + mean, mean * mean - second / sum};
}

// The precision after Newton's step in its logarithm; the middle of the bounds
// if that is outside them.
double NextPrecision(double precision, double excess, double slope, double low,
                     double high) {
  const double longest = std::log(kMaxStep);
  const double newton = slope < 0.0 ? -excess / slope : longest;
  const double step =
      std::copysign(std::min(std::abs(newton), longest), excess);
  const double next = precision * std::exp(step);
  return next > low && next < high ? next : std::sqrt(low) * std::sqrt(high);
}

void FitPrecision(double perplexity, const std::vector<double>& squares,
                  std::vector<double>& weights) {
  double mean = 0.0;
  for (double square : squares) mean += square / squares.size();
  double low = 0.0, high = std::numeric_limits<double>::infinity();
  double precision = mean > 0.0 ? 1.0 / mean : 1.0;
  for (int i = 0; i < kMaxSteps; ++i) {
    const Entropy entropy = WeighAt(precision, squares, weights);
    const double excess = entropy.value - std::log(perplexity);
    if (mean == 0.0 || std::abs(excess) < kEntropyTolerance) return;
    (excess > 0.0 ? low : high) = precision;
    precision = NextPrecision(precision, excess, entropy.slope, low, high);
  }
}

}  // namespace

void SimilaritiesAtPerplexity(absl::Span<const float> distances,
                              double perplexity,
                              absl::Span<float> similarities) {
  // The square of the nearest distance is subtracted from all. That changes no
  // similarity, and keeps the largest weight at 1, where it cannot underflow.
  const double nearest = *std::min_element(distances.begin(), distances.end());
  std::vector<double> squares, weights(distances.size());
  squares.reserve(distances.size());
  for (double distance : distances) {
    squares.push_back((distance - nearest) * (distance + nearest));
  }
  FitPrecision(perplexity, squares, weights);
  double sum = 0.0;
  for (double weight : weights) sum += weight;
  for (size_t i = 0; i < weights.size(); ++i) {
    similarities[i] = static_cast<float>(weights[i] / sum);
  }
}

}  // namespace feluda
