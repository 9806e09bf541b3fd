#include "reporters/history/history_series.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lib/statistics/steps.h"

namespace feluda {
namespace {

double MedianOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const size_t last = values.size() - 1;
  return (values[last / 2] + values[(last + 1) / 2]) / 2;
}

// "input 900 rows, seed 1".
std::string WorkText(const Facts& facts) {
  return absl::StrJoin(
      facts, ", ", [](std::string* out, const Facts::value_type& fact) {
        const double* const number = std::get_if<double>(&fact.second);
        absl::StrAppend(out, fact.first, " ",
                        number != nullptr ? absl::StrCat(*number)
                                          : std::get<std::string>(fact.second));
      });
}

// The processes of one benchmark at one moment, of one metric.
struct MomentFigures {
  std::vector<double> values;
  bool varies = false;

  void Add(const ProcessFigures& process, size_t metric) {
    const double value = process.values[metric];
    if (std::isnan(value)) return;
    varies = varies || process.varies[metric] || value != std::floor(value) ||
             (!values.empty() && value != values.front());
    values.push_back(value);
  }
};

class SeriesCollector {
 public:
  explicit SeriesCollector(const SeriesOptions& options) : options_(options) {}

  void Add(const HistoryMoment& moment, size_t index) {
    std::vector<const ComparedBenchmark*> benchmarks;
    for (const HistoryReport& report : moment.reports) {
      for (const ComparedBenchmark& benchmark : report.side.benchmarks()) {
        // What failed in one process has no figure that can be trusted.
        if (benchmark.failures == 0 && IsChosen(benchmark.name)) {
          benchmarks.push_back(&benchmark);
        }
      }
    }
    std::map<size_t, std::vector<const ComparedBenchmark*>> by_place;
    for (const ComparedBenchmark* benchmark : benchmarks) {
      by_place[PlaceOf(*benchmark, moment.group)].push_back(benchmark);
    }
    for (const auto& [place, same] : by_place) {
      for (size_t i = 0; i < kMetricCount; ++i) {
        AddFigure(same, i, index, all_[place][i]);
      }
    }
  }

  std::vector<HistorySeries> Take() {
    std::vector<HistorySeries> series;
    for (auto& of_benchmark : all_) {
      const bool has_one_work =
          works_[std::make_pair(of_benchmark[0].group,
                                of_benchmark[0].benchmark)] == 1;
      for (HistorySeries& each : of_benchmark) {
        if (each.figures.empty()) continue;
        if (has_one_work) each.work.clear();
        series.push_back(std::move(each));
      }
    }
    return series;
  }

 private:
  bool IsChosen(const std::string& name) const {
    return !options_.filter.has_value() || options_.filter->Matches(name);
  }

  size_t PlaceOf(const ComparedBenchmark& benchmark, size_t group) {
    std::string work = WorkText(benchmark.facts);
    // A name has no zero in it.
    const std::string key =
        absl::StrCat(group, absl::string_view("\0", 1), benchmark.name,
                     absl::string_view("\0", 1), work);
    const auto [place, is_new] = places_.emplace(key, all_.size());
    if (is_new) {
      ++works_[std::make_pair(group, benchmark.name)];
      auto& of_benchmark = all_.emplace_back();
      for (size_t i = 0; i < kMetricCount; ++i) {
        HistorySeries& series = of_benchmark[i];
        series.benchmark = benchmark.name;
        series.work = work;
        series.metric = kMetrics[i];
        series.group = group;
        series.is_exact = IsCounted(kMetrics[i]);
      }
    }
    return place->second;
  }

  static void AddFigure(const std::vector<const ComparedBenchmark*>& same,
                        size_t metric, size_t moment, HistorySeries& series) {
    MomentFigures figures;
    for (const ComparedBenchmark* benchmark : same) {
      for (const ProcessFigures& process : benchmark->processes) {
        figures.Add(process, metric);
      }
    }
    if (figures.values.empty()) return;
    series.is_exact = series.is_exact && !figures.varies;
    series.figures.push_back({moment, MedianOf(std::move(figures.values))});
  }

  const SeriesOptions& options_;
  std::vector<std::array<HistorySeries, kMetricCount>> all_;
  std::unordered_map<std::string, size_t> places_;
  std::map<std::pair<size_t, std::string>, size_t> works_;
};

// With one process a report a count looks constant in each, though it may vary
// from one process to the next. One that changes at every fourth report or more
// often does so of its own accord.
bool ChangesTooOften(const std::vector<double>& values) {
  constexpr size_t kMinChanges = 4;
  constexpr size_t kMaxReportsPerChange = 4;
  size_t changes = 0;
  for (size_t i = 1; i < values.size(); ++i) {
    if (values[i] != values[i - 1]) ++changes;
  }
  return changes >= kMinChanges &&
         changes * kMaxReportsPerChange >= values.size() - 1;
}

std::vector<size_t> PlacesOfSteps(const std::vector<double>& values,
                                  bool is_exact, size_t noisy_series) {
  std::vector<size_t> places;
  if (!is_exact) {
    for (const LevelStep& step : FindSteps(values, noisy_series)) {
      places.push_back(step.index);
    }
    return places;
  }
  for (size_t i = 1; i < values.size(); ++i) {
    if (values[i] != values[i - 1]) places.push_back(i);
  }
  return places;
}

double RatioOf(double from, double to) {
  if (from == to) return 1;
  return from > 0 ? to / from : std::numeric_limits<double>::infinity();
}

bool IsLarge(const SeriesOptions& options, const HistorySeries& series,
             double ratio) {
  if (!options.thresholds.has_value()) return true;
  const double threshold =
      series.is_exact
          ? options.thresholds->ForExact(series.benchmark, series.metric)
          : options.thresholds->For(series.benchmark, series.metric);
  return ratio > 1 + threshold || ratio < 1 / (1 + threshold);
}

std::vector<double> ValuesOf(const HistorySeries& series) {
  std::vector<double> values;
  for (const HistoryFigure& figure : series.figures) {
    values.push_back(figure.value);
  }
  return values;
}

void FindStepsOfOne(const SeriesOptions& options, size_t noisy_series,
                    HistorySeries& series) {
  const std::vector<double> values = ValuesOf(series);
  const std::vector<size_t> places =
      PlacesOfSteps(values, series.is_exact, noisy_series);
  const auto median = [&](size_t begin, size_t end) {
    return MedianOf({values.begin() + static_cast<std::ptrdiff_t>(begin),
                     values.begin() + static_cast<std::ptrdiff_t>(end)});
  };
  for (size_t i = 0; i < places.size(); ++i) {
    HistoryStep step;
    step.index = places[i];
    step.before = median(i == 0 ? 0 : places[i - 1], places[i]);
    step.after = median(places[i],
                        i + 1 == places.size() ? values.size() : places[i + 1]);
    step.ratio = RatioOf(step.before, step.after);
    if (IsLarge(options, series, step.ratio)) {
      series.steps.push_back(std::move(step));
    }
  }
}

}  // namespace

std::vector<HistorySeries> CollectSeries(
    const std::vector<HistoryMoment>& moments, const SeriesOptions& options) {
  SeriesCollector collector(options);
  for (size_t i = 0; i < moments.size(); ++i) collector.Add(moments[i], i);
  return collector.Take();
}

void FindStepsOf(const SeriesOptions& options,
                 std::vector<HistorySeries>& all) {
  size_t noisy_series = 0;
  for (HistorySeries& series : all) {
    series.is_exact = series.is_exact && !ChangesTooOften(ValuesOf(series));
    if (!series.is_exact) ++noisy_series;
  }
  for (HistorySeries& series : all) {
    FindStepsOfOne(options, noisy_series, series);
  }
}

}  // namespace feluda
