#include "lib/statistics/steps.h"

#include <algorithm>
#include <cmath>

#include "lib/statistics/rank_test.h"

namespace feluda {
namespace {

// By simulation: 1 to 2 of 100 flat series of 200 have a division above it.
constexpr double kCriticalOfOne = 4.4;
constexpr size_t kLeast = 2;
constexpr double kLogarithmOfZero = -1e3;

// The score is about normal, so that its tail falls with exp(-score^2 / 2):
// this much makes a false step as rare in all of them together as in one.
double CriticalOf(size_t all_series) {
  return std::sqrt(kCriticalOfOne * kCriticalOfOne +
                   2 * std::log(std::max<double>(1, all_series)));
}

double MedianOf(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// The noise of a series by how far neighbours are apart, which steps hardly
// change: the root of half the mean square of their distances. Distances are
// cut at what is far out for half of them, so that a large step adds little;
// that median alone would take skewed figures for steadier than they are. A
// series whose neighbours are mostly equal has no noise but that of rounding.
double NoiseOf(const std::vector<double>& figures) {
  constexpr double kFarOut = 4 * 1.4826;
  constexpr double kRounding = 1e-9;
  std::vector<double> distances;
  for (size_t i = 1; i < figures.size(); ++i) {
    distances.push_back(std::abs(figures[i] - figures[i - 1]));
  }
  const double most = kFarOut * MedianOf(distances);
  double squares = 0;
  for (const double distance : distances) {
    const double cut = std::min(distance, most);
    squares += cut * cut;
  }
  const double mean = squares / static_cast<double>(distances.size());
  return std::max(kRounding, std::sqrt(mean / 2));
}

struct Division {
  size_t at = 0;
  double score = 0;
};

class StepFinder {
 public:
  StepFinder(const std::vector<double>& series, double critical)
      : critical_(critical) {
    std::vector<double> figures;
    for (const double figure : series) {
      figures.push_back(figure > 0 ? std::log(figure) : kLogarithmOfZero);
    }
    figures_ = figures;
    noise_ = NoiseOf(figures);
    // One figure that is far from both neighbours, which agree, would draw the
    // mean of its stretch along.
    sums_.push_back(0);
    for (size_t i = 0; i < figures.size(); ++i) {
      sums_.push_back(sums_.back() + Tamed(figures, i));
    }
  }

  std::vector<LevelStep> Find() {
    Divide(0, sums_.size() - 1);
    std::sort(steps_.begin(), steps_.end());
    for (int i = 0; i < 3; ++i) Settle();
    std::vector<LevelStep> found;
    for (size_t i = 0; i < steps_.size(); ++i) {
      found.push_back({steps_[i], std::exp(Mean(steps_[i], End(i)) -
                                           Mean(Begin(i), steps_[i]))});
    }
    return found;
  }

 private:
  // The figure, but no farther from the median of itself and its neighbours
  // than three times the noise.
  double Tamed(const std::vector<double>& figures, size_t i) const {
    if (i == 0 || i + 1 == figures.size()) return figures[i];
    const double middle = std::max(
        std::min(figures[i - 1], figures[i + 1]),
        std::min(std::max(figures[i - 1], figures[i + 1]), figures[i]));
    return std::clamp(figures[i], middle - 3 * noise_, middle + 3 * noise_);
  }

  double Mean(size_t begin, size_t end) const {
    return (sums_[end] - sums_[begin]) / static_cast<double>(end - begin);
  }

  // How far the means of two neighbouring stretches are apart, in standard
  // errors: the root of E-divisive's statistic with alpha = 2 over the noise.
  double Score(size_t begin, size_t at, size_t end) const {
    const auto n = static_cast<double>(at - begin);
    const auto m = static_cast<double>(end - at);
    return std::sqrt(n * m / (n + m)) *
           std::abs(Mean(begin, at) - Mean(at, end)) / noise_;
  }

  static void Keep(size_t at, double score, Division& best) {
    if (score > best.score) best = {at, score};
  }

  // Of [begin, end), against all that follows or precedes and against each
  // shorter stretch of it, so that a level which soon ends is seen as well.
  Division Best(size_t begin, size_t end) const {
    Division best;
    for (size_t at = begin + kLeast; at + kLeast <= end; ++at) {
      for (size_t to = at + kLeast; to <= end; ++to) {
        Keep(at, Score(begin, at, to), best);
      }
      for (size_t from = begin; from + kLeast <= at; ++from) {
        Keep(at, Score(from, at, end), best);
      }
    }
    return best;
  }

  void Divide(size_t begin, size_t end) {
    const Division best = Best(begin, end);
    if (best.score < critical_) return;
    steps_.push_back(best.at);
    Divide(begin, best.at);
    Divide(best.at, end);
  }

  size_t Begin(size_t i) const { return i == 0 ? 0 : steps_[i - 1]; }
  size_t End(size_t i) const {
    return i + 1 == steps_.size() ? sums_.size() - 1 : steps_[i + 1];
  }

  // Moves each step to the best place between its neighbours, and drops those
  // that are none there.
  void Settle() {
    for (size_t i = 0; i < steps_.size();) {
      Division best;
      for (size_t at = Begin(i) + kLeast; at + kLeast <= End(i); ++at) {
        Keep(at, Score(Begin(i), at, End(i)), best);
      }
      if (!IsStep(Begin(i), best, End(i))) {
        steps_.erase(steps_.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        steps_[i++] = best.at;
      }
    }
  }
  // Means of skewed figures differ by a spike or two, ranks do not. A step that
  // stands out by far needs no test.
  bool IsStep(size_t begin, const Division& division, size_t end) const {
    constexpr double kObvious = 20;
    constexpr double kRankLimit = 2e-3;
    if (division.score < 0.75 * critical_) return false;
    if (division.score > kObvious) return true;
    const auto at = [&](size_t i) {
      return figures_.begin() + static_cast<std::ptrdiff_t>(i);
    };
    return RankSumPValue({at(begin), at(division.at)},
                         {at(division.at), at(end)}) <= kRankLimit;
  }

  const double critical_;
  std::vector<double> figures_;
  std::vector<double> sums_;
  double noise_;
  std::vector<size_t> steps_;
};

}  // namespace

std::vector<LevelStep> FindSteps(const std::vector<double>& series,
                                 size_t all_series) {
  if (series.size() < 2 * kLeast) return {};
  return StepFinder(series, CriticalOf(all_series)).Find();
}

}  // namespace feluda
