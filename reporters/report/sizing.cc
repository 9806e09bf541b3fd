#include "reporters/report/sizing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "lib/base/facts.h"
#include "lib/runs/counters.h"
#include "lib/runs/families.h"

namespace feluda {
namespace {

constexpr double kSecondsAnHour = 3600;

// Points of n and y, both above 0.
using Points = std::vector<std::pair<double, double>>;

void RaiseTo(std::optional<double>& highest,
             const std::optional<double>& value) {
  if (!value.has_value()) return;
  highest = std::max(highest.value_or(*value), *value);
}

void LowerTo(std::optional<double>& lowest, double value) {
  lowest = std::min(lowest.value_or(value), value);
}

// A line fits any two points, whatever the growth is.
bool ShowsGrowth(const Points& points) {
  constexpr size_t kMinAmounts = 3;
  std::set<double> amounts;
  for (const auto& [n, y] : points) amounts.insert(n);
  return amounts.size() >= kMinAmounts;
}

// The families that show growth. Without any, embeddings of one width are alike
// enough to be one group; nothing else is.
std::vector<Points> GrowingGroups(const std::map<std::string, Points>& families,
                                  bool are_alike) {
  std::vector<Points> groups;
  Points all;
  for (const auto& [name, points] : families) {
    if (ShowsGrowth(points)) groups.push_back(points);
    all.insert(all.end(), points.begin(), points.end());
  }
  if (groups.empty() && are_alike && ShowsGrowth(all)) {
    groups.push_back(std::move(all));
  }
  return groups;
}

// How log n and log y vary together around their means.
struct Variation {
  double xx = 0;
  double xy = 0;
  double yy = 0;

  void Add(const Points& points) {
    double mean_x = 0;
    double mean_y = 0;
    const double count = static_cast<double>(points.size());
    for (const auto& [n, y] : points) {
      mean_x += std::log(n) / count;
      mean_y += std::log(y) / count;
    }
    for (const auto& [n, y] : points) {
      const double x_difference = std::log(n) - mean_x;
      const double y_difference = std::log(y) - mean_y;
      xx += x_difference * x_difference;
      xy += x_difference * y_difference;
      yy += y_difference * y_difference;
    }
  }
};

// Least squares of log y over log n, around each group's own means.
std::optional<Growth> FitPowerLaw(const std::vector<Points>& groups) {
  if (groups.empty()) return std::nullopt;
  Variation within;
  for (const Points& points : groups) within.Add(points);
  Growth growth;
  growth.exponent = within.xy / within.xx;
  growth.r_squared =
      within.yy == 0 ? 1 : within.xy * within.xy / (within.xx * within.yy);
  if (growth.r_squared < Growth::kMinRSquared) return std::nullopt;
  return growth;
}

// The sums and points of an operator's results so far.
struct Gathered {
  Sizing sizing;
  std::set<std::string> units;
  // The widths of the embeddings, 0 for other inputs.
  std::set<double> widths;
  // By family.
  std::map<std::string, Points> times;
  std::map<std::string, Points> memories;
};

// How many numbers a row of the input has; 0 for an input of another kind.
double Width(const Facts& facts) {
  const auto found = facts.find("n_features");
  if (found == facts.end()) return 0;
  const double* width = std::get_if<double>(&found->second);
  return width == nullptr ? 0 : *width;
}

void Add(const Result& result, Gathered& gathered) {
  Sizing& sizing = gathered.sizing;
  RaiseTo(sizing.worker_memory_mib, result.import.memory_peak_mib);
  RaiseTo(sizing.worker_memory_mib, result.initialization.memory_peak_mib);
  RaiseTo(sizing.worker_memory_mib, result.execution.memory_peak_mib);
  RaiseTo(sizing.startup_seconds, result.StartupSeconds());

  const std::optional<InputSize> size = GetInputSize(result.counters);
  if (!size.has_value() || size->amount <= 0) return;
  gathered.units.insert(size->unit);
  gathered.widths.insert(Width(result.facts));
  if (result.cpu_seconds.value_or(0) > 0) {
    const double rate = size->amount * kSecondsAnHour / *result.cpu_seconds;
    LowerTo(sizing.slowest_per_core_hour, rate);
    RaiseTo(sizing.fastest_per_core_hour, rate);
  }
  const std::string family = FamilyName(result.Name());
  if (result.execution.seconds.value_or(0) > 0) {
    gathered.times[family].emplace_back(size->amount,
                                        *result.execution.seconds);
  }
  const PhaseCost& cost = result.execution;
  const double memory =
      cost.memory_peak_mib.value_or(0) - cost.memory_before_mib.value_or(0);
  if (memory > 0) {
    gathered.memories[family].emplace_back(size->amount, memory);
  }
}

Sizing SumUp(Gathered gathered) {
  Sizing& sizing = gathered.sizing;
  if (gathered.units.size() == 1) {
    sizing.unit = *gathered.units.begin();
    const bool are_alike =
        gathered.widths.size() == 1 && *gathered.widths.begin() > 0;
    sizing.time_growth = FitPowerLaw(GrowingGroups(gathered.times, are_alike));
    sizing.memory_growth =
        FitPowerLaw(GrowingGroups(gathered.memories, are_alike));
  } else {
    sizing.slowest_per_core_hour.reset();
    sizing.fastest_per_core_hour.reset();
  }
  return sizing;
}

}  // namespace

std::vector<Sizing> ComputeSizing(const std::vector<Result>& results) {
  std::vector<Gathered> operators;
  std::map<std::string, size_t> places;
  for (const Result& result : results) {
    if (!result.Succeeded()) continue;
    const auto [place, is_new] =
        places.emplace(result.operator_name, operators.size());
    if (is_new) {
      operators.emplace_back();
      operators.back().sizing.operator_name = result.operator_name;
    }
    Add(result, operators[place->second]);
  }
  std::vector<Sizing> sizing;
  for (Gathered& gathered : operators) sizing.push_back(SumUp(gathered));
  return sizing;
}

}  // namespace feluda
