#include "lib/statistics/steps.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "lib/statistics/rank_test.h"
#include "lib/statistics/series_noise.h"

namespace feluda {
namespace {

// By simulation: at most 2 of 100 flat series of 200 have steps with it.
constexpr double kCriticalOfOne = 4.7;
// A level between two steps has so many at least.
constexpr size_t kMinFigures = 2;
constexpr double kLogarithmOfZero = -1e3;

// The score is about normal, so that its tail falls with exp(-score^2 / 2):
// this much makes a false step as rare in all of them together as in one.
double CriticalOf(size_t all_series) {
  return std::sqrt(kCriticalOfOne * kCriticalOfOne +
                   2 * std::log(std::max<double>(1, all_series)));
}

struct Division {
  size_t at = 0;
  double score = 0;
};

struct StepPair {
  size_t first = 0;
  size_t second = 0;
  double gain = 0;
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
    independent_noise_ = NoiseOfSeries(figures);
    noise_ = independent_noise_;
    // One figure that is far from both neighbours, which agree, would draw the
    // mean of its stretch along.
    sums_.push_back(0);
    for (size_t i = 0; i < figures.size(); ++i) {
      sums_.push_back(sums_.back() + Tamed(figures, i));
    }
  }

  std::vector<LevelStep> Find() {
    Search();
    // Autocorrelated figures wander as if they had steps, and steps that were
    // not found look like autocorrelation. So the noise is that of what the
    // steps leave over, and steps are searched again while it grows.
    double noise = NoiseAroundLevels();
    while (noise > noise_) {
      noise_ = noise;
      Search();
      noise = NoiseAroundLevels();
    }
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

  void Search() {
    steps_.clear();
    Divide(0, sums_.size() - 1);
    std::sort(steps_.begin(), steps_.end());
    Split();
    for (int i = 0; i < 3; ++i) Settle();
  }

  double NoiseAroundLevels() const {
    const double most = 3 * independent_noise_;
    std::vector<double> residuals;
    for (size_t level = 0; level <= steps_.size(); ++level) {
      const size_t end =
          level < steps_.size() ? steps_[level] : figures_.size();
      const double mean = Mean(Begin(level), end);
      for (size_t i = Begin(level); i < end; ++i) {
        residuals.push_back(std::clamp(figures_[i] - mean, -most, most));
      }
    }
    return independent_noise_ * NoiseInflation(residuals, steps_.size() + 1);
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
    for (size_t at = begin + kMinFigures; at + kMinFigures <= end; ++at) {
      for (size_t to = at + kMinFigures; to <= end; ++to) {
        Keep(at, Score(begin, at, to), best);
      }
      for (size_t from = begin; from + kMinFigures <= at; ++from) {
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

  // How much of the squares about their mean the means of the parts explain.
  double Explained(std::initializer_list<size_t> bounds) const {
    const double mean = Mean(*bounds.begin(), *(bounds.end() - 1));
    double explained = 0;
    for (const size_t* at = bounds.begin(); at + 1 != bounds.end(); ++at) {
      const double apart = Mean(at[0], at[1]) - mean;
      explained += static_cast<double>(at[1] - at[0]) * apart * apart;
    }
    return explained;
  }

  // The two steps near that one which explain more than it by most.
  StepPair BestPair(size_t begin, size_t step, size_t end) const {
    constexpr size_t kNear = 20;
    const size_t from =
        step < begin + kMinFigures + kNear ? begin + kMinFigures : step - kNear;
    const size_t to = std::min(end - kMinFigures, step + kNear);
    double one = 0;
    StepPair best;
    for (size_t at = from; at <= to; ++at) {
      one = std::max(one, Explained({begin, at, end}));
      for (size_t second = at + kMinFigures; second <= to; ++second) {
        const double explained = Explained({begin, at, second, end});
        if (explained > best.gain) best = {at, second, explained};
      }
    }
    best.gain -= one;
    return best;
  }

  // Two steps in one direction that are close to each other look like one
  // between them, whose halves have too few figures of the level in the middle.
  // So each step is replaced by two where those explain so much more. Without
  // noise all steps are found, and nothing but rounding is left to explain.
  void Split() {
    constexpr double kNoNoise = 1e-6;
    if (noise_ < kNoNoise) return;
    // Fewer places are tried than by Divide().
    const double least = 0.8 * critical_ * noise_;
    for (size_t i = 0; i < steps_.size(); ++i) {
      const StepPair pair = BestPair(Begin(i), steps_[i], End(i));
      if (std::sqrt(std::max(0.0, pair.gain)) < least) continue;
      steps_[i] = pair.first;
      steps_.insert(steps_.begin() + static_cast<std::ptrdiff_t>(++i),
                    pair.second);
    }
  }

  // Moves each step to the best place between its neighbours, and drops those
  // that are none there.
  void Settle() {
    for (size_t i = 0; i < steps_.size();) {
      Division best;
      for (size_t at = Begin(i) + kMinFigures; at + kMinFigures <= End(i);
           ++at) {
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
    constexpr double kRankLimit = 1e-3;
    if (division.score < 0.75 * critical_) return false;
    if (division.score > kObvious) return true;
    // The nearest are enough, and are few enough for the exact test: three
    // figures can be a level then.
    const size_t from = std::max(begin + kMaxExactRanks, division.at);
    const size_t to = std::min(end, division.at + kMaxExactRanks);
    const auto at = [&](size_t i) {
      return figures_.begin() + static_cast<std::ptrdiff_t>(i);
    };
    return RankSumPValue({at(from - kMaxExactRanks), at(division.at)},
                         {at(division.at), at(to)}) <= kRankLimit;
  }

  const double critical_;
  std::vector<double> figures_;
  std::vector<double> sums_;
  double independent_noise_;
  double noise_;
  std::vector<size_t> steps_;
};

}  // namespace

std::vector<LevelStep> FindSteps(const std::vector<double>& series,
                                 size_t all_series) {
  if (series.size() < 2 * kMinFigures) return {};
  return StepFinder(series, CriticalOf(all_series)).Find();
}

}  // namespace feluda
