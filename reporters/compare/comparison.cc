#include "reporters/compare/comparison.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/statistics/false_discovery.h"
#include "reporters/compare/compared_samples.h"

namespace feluda {
namespace {

double Ratio(double from, double to) {
  if (from == to) return 1;
  return from > 0 ? to / from : std::numeric_limits<double>::infinity();
}

ComparedVerdict ExactVerdict(const ComparedFigure& figure) {
  if (figure.ratio > 1 + figure.threshold) return ComparedVerdict::kWorse;
  if (figure.ratio < 1 / (1 + figure.threshold)) {
    return ComparedVerdict::kBetter;
  }
  return ComparedVerdict::kSame;
}

// How much a figure matters, in its verdict: the lowest first.
std::pair<int, double> Importance(const ComparedFigure& figure) {
  return {static_cast<int>(figure.verdict),
          -std::abs(std::log(std::max(figure.ratio, 1e-300)))};
}

bool MattersMore(const ComparedFigure& one, const ComparedFigure& other) {
  return Importance(one) < Importance(other);
}

class Comparer {
 public:
  Comparer(const ComparedSide& old_side, const ComparedSide& new_side,
           const CompareOptions& options)
      : old_side_(old_side), new_side_(new_side), options_(options) {}

  Comparison Run() {
    comparison_.old_files = old_side_.files();
    comparison_.new_files = new_side_.files();
    for (const ComparedBenchmark& benchmark : new_side_.benchmarks()) {
      if (IsChosen(benchmark.name)) CompareBenchmark(benchmark);
    }
    for (const ComparedBenchmark& benchmark : old_side_.benchmarks()) {
      if (IsChosen(benchmark.name) &&
          new_side_.Find(benchmark.name) == nullptr) {
        comparison_.removed.push_back(benchmark.name);
      }
    }
    CompareLoads();
    Judge();
    Sort();
    return std::move(comparison_);
  }

 private:
  // A figure that is judged once all are known, and its place.
  struct Pending {
    size_t benchmark;
    size_t figure;
    std::optional<Change> change;
  };

  bool IsChosen(const std::string& name) const {
    return !options_.filter.has_value() || options_.filter->Matches(name);
  }

  void CompareBenchmark(const ComparedBenchmark& to) {
    const ComparedBenchmark* const from = old_side_.Find(to.name);
    if (from == nullptr) {
      comparison_.added.push_back(to.name);
      if (to.failures > 0) {
        comparison_.newly_failed.push_back({to.name, to.failure});
      }
      return;
    }
    if (to.failures > 0) {
      (from->failures > 0 ? comparison_.failed_on_both
                          : comparison_.newly_failed)
          .push_back({to.name, to.failure});
      return;
    }
    if (from->failures > 0) {
      comparison_.newly_passing.push_back(to.name);
      return;
    }
    CompareWork(*from, to);
    CompareFigures(*from, to);
  }

  void CompareWork(const ComparedBenchmark& from, const ComparedBenchmark& to) {
    if (from.facts == to.facts) return;
    for (const auto& [name, fact] : to.facts) {
      const auto other = from.facts.find(name);
      if (other == from.facts.end() || other->second == fact) continue;
      const auto text = [](const Fact& value) {
        const double* const number = std::get_if<double>(&value);
        return number != nullptr ? absl::StrCat(*number)
                                 : std::get<std::string>(value);
      };
      comparison_.other_work.push_back(absl::StrCat(
          to.name, ": ", name, " ", text(other->second), ", now ", text(fact)));
    }
  }

  void CompareFigures(const ComparedBenchmark& from,
                      const ComparedBenchmark& to) {
    BenchmarkChange pair;
    pair.name = to.name;
    for (size_t metric = 0; metric < kMetricCount; ++metric) {
      const ComparedSamples samples =
          options_.pairs ? PairedSamples(from, to, metric)
                         : IndependentSamples(from, to, metric);
      if (samples.old_values.empty() || samples.new_values.empty()) continue;
      pair.figures.push_back(Figure(to.name, kMetrics[metric], samples));
      Estimate(samples, pair.figures);
    }
    comparison_.benchmarks.push_back(std::move(pair));
  }

  // The load of each benchmark, or of all where its own is not known. Processes
  // that ran in turn had the same.
  void CompareLoads() {
    if (options_.pairs) return;
    const double cpus = std::min(old_side_.cpus(), new_side_.cpus());
    LoadSum old_load;
    LoadSum new_load;
    for (BenchmarkChange& pair : comparison_.benchmarks) {
      const ComparedBenchmark& from = *old_side_.Find(pair.name);
      const ComparedBenchmark& to = *new_side_.Find(pair.name);
      pair.load = LoadOf(LoadSum().Add(from), LoadSum().Add(to), cpus);
      old_load.Add(from);
      new_load.Add(to);
    }
    comparison_.load = LoadOf(old_load, new_load, cpus);
    for (BenchmarkChange& pair : comparison_.benchmarks) {
      if (!pair.load.has_value()) pair.load = comparison_.load;
      if (!pair.load.has_value()) continue;
      for (ComparedFigure& figure : pair.figures) {
        if (MattersTo(figure.metric, *pair.load)) figure.load = pair.load;
      }
    }
  }

  ComparedFigure Figure(const std::string& name, ComparedMetric metric,
                        const ComparedSamples& samples) const {
    ComparedFigure figure;
    figure.metric = metric;
    figure.old_median = MedianOfSample(samples.old_values);
    figure.new_median = MedianOfSample(samples.new_values);
    figure.ratio = Ratio(figure.old_median, figure.new_median);
    figure.old_processes = samples.old_values.size();
    figure.new_processes = samples.new_values.size();
    figure.is_exact = IsConstantCount(samples, metric);
    if (figure.is_exact) {
      figure.threshold = options_.thresholds.ForExact(name, metric);
      figure.verdict = ExactVerdict(figure);
    } else {
      figure.threshold =
          MeasurableThreshold(figure, options_.thresholds.For(name, metric));
    }
    return figure;
  }

  // Leaves the verdict on the last figure, if it is a noisy one, for later.
  void Estimate(const ComparedSamples& samples,
                std::vector<ComparedFigure>& figures) {
    ComparedFigure& figure = figures.back();
    const bool is_one =
        std::min(figure.old_processes, figure.new_processes) < 2;
    if (figure.is_exact || is_one) return;
    figure.verdict = ComparedVerdict::kCannotTell;
    Pending pending{comparison_.benchmarks.size(), figures.size() - 1,
                    EstimateChange(samples.old_values, samples.new_values,
                                   PairingOfSides())};
    if (pending.change.has_value()) {
      figure.ratio = pending.change->interval.ratio;
      figure.interval = pending.change->interval;
    }
    pending_.push_back(pending);
  }

  Pairing PairingOfSides() const {
    return options_.pairs ? Pairing::kPairs : Pairing::kIndependent;
  }

  // The limit is that of all figures at once.
  void Judge() {
    std::vector<double> p_values;
    for (const Pending& pending : pending_) {
      if (pending.change.has_value() &&
          pending.change->least_p_value <= kFalseFindings) {
        p_values.push_back(pending.change->p_value);
      }
    }
    comparison_.tests = p_values.size();
    // Where more processes would let more figures be tested, there are these to
    // be shared with.
    const double share = kFalseFindings / std::max<double>(1, pending_.size());
    const DiscoveryLimit limit =
        FalseDiscoveryLimit(std::move(p_values), kFalseFindings);
    comparison_.limit = limit.limit;
    for (const Pending& pending : pending_) {
      JudgeFigure(pending, limit, std::min(share, limit.next));
    }
  }

  void JudgeFigure(const Pending& pending, const DiscoveryLimit& limit,
                   double share) {
    ComparedFigure& figure =
        comparison_.benchmarks[pending.benchmark].figures[pending.figure];
    if (!pending.change.has_value()) {
      const auto least =
          static_cast<double>(LeastProcesses(PairingOfSides(), share));
      figure.needed = ProcessesToTell{least, true, 0};
      return;
    }
    JudgeNoisyFigure(*pending.change, limit, figure);
  }

  void Sort() {
    for (BenchmarkChange& pair : comparison_.benchmarks) {
      std::stable_sort(pair.figures.begin(), pair.figures.end(), MattersMore);
    }
    std::stable_sort(
        comparison_.benchmarks.begin(), comparison_.benchmarks.end(),
        [](const BenchmarkChange& one, const BenchmarkChange& other) {
          if (one.figures.empty() || other.figures.empty()) {
            return one.figures.size() > other.figures.size();
          }
          return MattersMore(one.figures.front(), other.figures.front());
        });
  }

  const ComparedSide& old_side_;
  const ComparedSide& new_side_;
  const CompareOptions& options_;
  Comparison comparison_;
  std::vector<Pending> pending_;
};

}  // namespace

size_t Comparison::Count(ComparedVerdict verdict) const {
  size_t count = 0;
  for (const BenchmarkChange& pair : benchmarks) {
    for (const ComparedFigure& figure : pair.figures) {
      if (figure.verdict == verdict) ++count;
    }
  }
  return count;
}

Comparison Compare(const ComparedSide& old_side, const ComparedSide& new_side,
                   const CompareOptions& options) {
  return Comparer(old_side, new_side, options).Run();
}

}  // namespace feluda
