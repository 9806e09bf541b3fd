#include "lib/operators/dimension_reduction/tsne/tsne.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/types/span.h"
#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/principal_components.h"
#include "lib/operators/dimension_reduction/tsne/barnes_hut_objective.h"
#include "lib/operators/dimension_reduction/tsne/exact_objective.h"
#include "lib/operators/dimension_reduction/tsne/tsne_objective.h"

namespace feluda {
namespace {

// scikit-learn's schedule.
constexpr int kEarlyIterations = 250;
constexpr double kEarlyMomentum = 0.5;
constexpr double kMomentum = 0.8;
constexpr double kStartDeviation = 1e-4;
constexpr int kCheckInterval = 50;
constexpr int kMaxWithoutProgress = 300;
constexpr double kMinGradient = 1e-7;
// The delta-bar-delta rule (Jacobs 1988): each coordinate has a gain of its
// own.
constexpr float kGainStep = 0.2f;
constexpr float kGainDecay = 0.8f;
constexpr float kMinGain = 0.01f;

constexpr size_t kGrain = 4096;

struct Spread {
  double mean;
  double deviation;
};

Spread SpreadOf(absl::Span<const float> values) {
  double sum = 0.0, squares = 0.0;
  for (float value : values) sum += value;
  const double mean = sum / values.size();
  for (float value : values) squares += (value - mean) * (value - mean);
  return {mean, std::sqrt(squares / values.size())};
}

std::vector<float> RandomStart(size_t count, const TsneOptions& options) {
  std::vector<float> start(count * options.n_components);
  RandomStream(options.seed, 0).FillNormal(0, absl::MakeSpan(start));
  for (float& value : start) value *= kStartDeviation;
  return start;
}

// Begins at the principal components. Axes along which the rows do not differ
// are random, since otherwise all points would remain on one line or plane.
std::vector<float> PrincipalStart(const RowsView& rows,
                                  const TsneOptions& options,
                                  ThreadPool& pool) {
  const size_t components = options.n_components;
  const std::vector<float> scores = PrincipalScores(rows, components, pool);
  std::vector<float> start = RandomStart(rows.count, options);
  std::vector<float> axis(rows.count);
  double scale = 0.0;
  for (size_t k = 0; k < components; ++k) {
    for (size_t i = 0; i < rows.count; ++i) {
      axis[i] = scores[i * components + k];
    }
    const double deviation = SpreadOf(axis).deviation;
    if (deviation == 0.0) break;
    if (k == 0) scale = kStartDeviation / deviation;
    for (size_t i = 0; i < rows.count; ++i) {
      start[k * rows.count + i] = static_cast<float>(axis[i] * scale);
    }
  }
  return start;
}

// Scales the points along an axis back to the deviation with which they began
// if they have drawn together. If the rows have no structure, exaggeration
// draws all points together until none moves any more, which is no minimum of
// the objective.
void SpreadOut(absl::Span<float> axis, absl::Span<const float> random_start) {
  const Spread spread = SpreadOf(axis);
  if (spread.deviation >= kStartDeviation) return;
  const double scale = kStartDeviation / spread.deviation;
  for (size_t i = 0; i < axis.size(); ++i) {
    axis[i] = std::isfinite(scale)
                  ? static_cast<float>((axis[i] - spread.mean) * scale)
                  : random_start[i];
  }
}

void SpreadOut(const TsneOptions& options, std::vector<float>& points) {
  const size_t count = points.size() / options.n_components;
  const std::vector<float> start = RandomStart(count, options);
  for (size_t first = 0; first < points.size(); first += count) {
    SpreadOut(absl::MakeSpan(&points[first], count),
              absl::MakeConstSpan(&start[first], count));
  }
}

std::vector<float> Start(const RowsView& rows, const TsneOptions& options,
                         ThreadPool& pool) {
  return options.init == TsneOptions::Init::kPca
             ? PrincipalStart(rows, options, pool)
             : RandomStart(rows.count, options);
}

// Gradient descent with momentum and a gain for each coordinate.
class Descent {
 public:
  Descent(TsneObjective& objective, size_t components,
          std::vector<float>& points, ThreadPool& pool)
      : objective_(objective),
        points_(points),
        view_(points.data(), components, points.size() / components),
        pool_(pool),
        gradient_(points.size()) {}

  // Runs the iterations from `first` up to `last`, or fewer if there is no
  // progress, and returns how many have been made in all.
  int Run(int first, int last, double exaggeration, double rate,
          double momentum, int max_without_progress) {
    updates_.assign(points_.size(), 0.0f);
    gains_.assign(points_.size(), 1.0f);
    double best = std::numeric_limits<double>::infinity();
    int best_iteration = first;
    for (int i = first; i < last; ++i) {
      objective_.Gradient(view_, exaggeration, pool_, gradient_.data());
      const bool check = (i + 1) % kCheckInterval == 0;
      const double divergence =
          check ? objective_.Divergence(view_, pool_) : 0.0;
      Step(rate, momentum);
      if (!check) continue;
      if (divergence < best) {
        best = divergence;
        best_iteration = i;
      } else if (i - best_iteration > max_without_progress) {
        return i + 1;
      }
      if (GradientLength() <= kMinGradient) return i + 1;
    }
    return std::max(first, last);
  }

 private:
  void Step(double learning_rate, double momentum) {
    pool_.ParallelFor(points_.size(), kGrain, [&](size_t begin, size_t end) {
      const float inertia = static_cast<float>(momentum);
      const float rate = static_cast<float>(learning_rate);
      for (size_t i = begin; i < end; ++i) {
        const bool onward = updates_[i] * gradient_[i] < 0.0f;
        gains_[i] = std::max(
            kMinGain, onward ? gains_[i] + kGainStep : gains_[i] * kGainDecay);
        gradient_[i] *= gains_[i];
        updates_[i] = inertia * updates_[i] - rate * gradient_[i];
        points_[i] += updates_[i];
      }
    });
  }

  double GradientLength() const {
    double squares = 0.0;
    for (float value : gradient_) squares += double{value} * value;
    return std::sqrt(squares);
  }

  TsneObjective& objective_;
  std::vector<float>& points_;
  const RowsView view_;
  ThreadPool& pool_;
  std::vector<float> gradient_;
  std::vector<float> updates_;
  std::vector<float> gains_;
};

// The learning rate of the first phase. A step may not take a point past those
// that attract it: with few rows the exaggerated attraction is so strong that
// it would fling points far out, never to come back.
double EarlyRate(size_t rows, const TsneOptions& options) {
  return std::min(options.learning_rate,
                  rows / (4.0 * options.early_exaggeration));
}

std::vector<float> ByPoint(const std::vector<float>& by_axis, size_t axes) {
  const size_t points = by_axis.size() / axes;
  std::vector<float> by_point(by_axis.size());
  for (size_t i = 0; i < points; ++i) {
    for (size_t k = 0; k < axes; ++k) {
      by_point[i * axes + k] = by_axis[k * points + i];
    }
  }
  return by_point;
}

TsneResult Descend(std::vector<float> points, TsneObjective& objective,
                   const TsneOptions& options, ThreadPool& pool) {
  TsneResult result;
  const size_t rows = points.size() / options.n_components;
  Descent descent(objective, options.n_components, points, pool);
  const int early =
      descent.Run(0, std::min(kEarlyIterations, options.max_iterations),
                  options.early_exaggeration, EarlyRate(rows, options),
                  kEarlyMomentum, kEarlyIterations);
  SpreadOut(options, points);
  result.iterations =
      descent.Run(early, options.max_iterations, 1.0, options.learning_rate,
                  kMomentum, kMaxWithoutProgress);
  result.kl_divergence = objective.Divergence(
      RowsView(points.data(), options.n_components, rows), pool);
  result.embedding = ByPoint(points, options.n_components);
  return result;
}

TsneResult DescendByTree(std::vector<float> points, Neighbors neighbors,
                         const TsneOptions& options, ThreadPool& pool) {
  const NeighborSearch search = neighbors.search;
  BarnesHutObjective objective(
      JointSimilarities(std::move(neighbors), options.perplexity, pool),
      options.n_components, options.angle);
  TsneResult result = Descend(std::move(points), objective, options, pool);
  result.search = search;
  return result;
}

}  // namespace

TsneResult Tsne(const RowsView& rows, const TsneOptions& options,
                ThreadPool& pool) {
  if (rows.count == 1) {
    TsneResult result;
    result.embedding.resize(options.n_components);
    return result;
  }
  // The start comes first, since it needs a copy of the rows, which is gone
  // before the similarities are there.
  std::vector<float> points = Start(rows, options, pool);
  if (options.method == TsneOptions::Method::kExact) {
    ExactObjective objective(rows, options.n_components, options.perplexity,
                             pool);
    return Descend(std::move(points), objective, options, pool);
  }
  const NeighborOptions search = TsneNeighbors(rows.count, options);
  return DescendByTree(std::move(points), FindNeighbors(rows, search, pool),
                       options, pool);
}

NeighborOptions TsneNeighbors(size_t rows, const TsneOptions& options) {
  NeighborOptions search;
  search.k =
      static_cast<size_t>(std::min(rows - 1.0, 3.0 * options.perplexity + 1.0));
  search.search = options.search;
  return search;
}

TsneResult Tsne(const RowsView& rows, Neighbors neighbors,
                const TsneOptions& options, ThreadPool& pool) {
  return DescendByTree(Start(rows, options, pool), std::move(neighbors),
                       options, pool);
}

}  // namespace feluda
