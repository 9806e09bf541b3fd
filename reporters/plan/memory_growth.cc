#include "reporters/plan/memory_growth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "lib/runs/counters.h"

namespace feluda {
namespace {

constexpr double kBytesPerMebibyte = 1 << 20;

using Value = std::optional<double> (*)(const Result& result);

struct Property {
  const char* by;
  const char* unit;
  Value value;
};

std::optional<double> NumberFact(const Result& result, const char* name) {
  const auto found = result.facts.find(name);
  if (found == result.facts.end()) return std::nullopt;
  const double* number = std::get_if<double>(&found->second);
  if (number == nullptr || !(*number > 0)) return std::nullopt;
  return *number;
}

std::optional<double> Minutes(const Result& result) {
  constexpr double kSecondsAMinute = 60;
  const std::optional<double> seconds = NumberFact(result, "seconds");
  if (!seconds.has_value()) return std::nullopt;
  return *seconds / kSecondsAMinute;
}

std::optional<double> Megapixels(const Result& result) {
  constexpr double kMillion = 1e6;
  const std::optional<double> width = NumberFact(result, "width");
  const std::optional<double> height = NumberFact(result, "height");
  if (!width.has_value() || !height.has_value()) return std::nullopt;
  return *width * *height / kMillion;
}

std::optional<double> Rows(const Result& result) {
  const std::optional<InputSize> size = GetInputSize(result.counters);
  if (!size.has_value() || size->unit != "rows") return std::nullopt;
  return size->amount;
}

constexpr Property kProperties[] = {{"length", "minute", Minutes},
                                    {"pixels", "megapixel", Megapixels},
                                    {"rows", "row", Rows}};

struct Point {
  std::vector<double> x;
  double bytes;
};

struct Range {
  double from;
  double to;
  bool tells;
};

// Whether three values differ, and by three times at least.
Range RangeOf(const std::vector<double>& values) {
  constexpr size_t kMinValues = 3;
  constexpr double kMinRatio = 3;
  const std::set<double> distinct(values.begin(), values.end());
  if (distinct.empty()) return {0, 0, false};
  const double from = *distinct.begin();
  const double to = *distinct.rbegin();
  return {from, to, distinct.size() >= kMinValues && to >= kMinRatio * from};
}

// Solves a symmetric system in place by Gauss-Jordan with pivots; false where
// it has no single solution.
bool Solve(std::vector<std::vector<double>>& rows) {
  const size_t n = rows.size();
  for (size_t i = 0; i < n; ++i) {
    size_t best = i;
    for (size_t j = i; j < n; ++j) {
      if (std::abs(rows[j][i]) > std::abs(rows[best][i])) best = j;
    }
    std::swap(rows[i], rows[best]);
    if (std::abs(rows[i][i]) < 1e-9) return false;
    for (size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const double factor = rows[j][i] / rows[i][i];
      for (size_t k = i; k <= n; ++k) rows[j][k] -= factor * rows[i][k];
    }
  }
  for (size_t i = 0; i < n; ++i) rows[i][n] /= rows[i][i];
  return true;
}

struct Line {
  std::vector<double> slopes;
  double r_squared = 0;
};

std::vector<double> MeansOf(const std::vector<Point>& points, size_t n) {
  std::vector<double> means(n + 1);
  const double count = static_cast<double>(points.size());
  for (const Point& point : points) {
    for (size_t i = 0; i < n; ++i) means[i] += point.x[i] / count;
    means[n] += point.bytes / count;
  }
  return means;
}

// Least squares around the means, each property in units of its deviation:
// pixels and minutes differ by orders of magnitude.
std::optional<Line> Fit(const std::vector<Point>& points, size_t n) {
  const std::vector<double> means = MeansOf(points, n);
  const auto centred = [&](const Point& point, size_t i) {
    return (i < n ? point.x[i] : point.bytes) - means[i];
  };
  std::vector<double> scales(n + 1);
  for (const Point& point : points) {
    for (size_t i = 0; i <= n; ++i) scales[i] += std::pow(centred(point, i), 2);
  }
  for (double& scale : scales) scale = std::sqrt(scale);
  if (scales[n] == 0) return Line{std::vector<double>(n, 0.0), 1};
  std::vector<std::vector<double>> rows(n, std::vector<double>(n + 1));
  for (const Point& point : points) {
    for (size_t i = 0; i < n; ++i) {
      for (size_t j = 0; j <= n; ++j) {
        rows[i][j] +=
            centred(point, i) * centred(point, j) / (scales[i] * scales[j]);
      }
    }
  }
  std::vector<double> correlations;
  for (const auto& row : rows) correlations.push_back(row[n]);
  if (!Solve(rows)) return std::nullopt;
  Line line;
  for (size_t i = 0; i < n; ++i) {
    line.r_squared += rows[i][n] * correlations[i];
    line.slopes.push_back(rows[i][n] * scales[n] / scales[i]);
  }
  return line;
}

// The properties by which the results differ enough.
std::vector<const Property*> TellingProperties(
    const std::vector<const Result*>& results) {
  std::vector<const Property*> telling;
  for (const Property& property : kProperties) {
    std::vector<double> values;
    for (const Result* result : results) {
      const std::optional<double> value = property.value(*result);
      if (value.has_value()) values.push_back(*value);
    }
    if (RangeOf(values).tells) telling.push_back(&property);
  }
  return telling;
}

// The results that have all properties and a peak.
std::vector<Point> PointsOf(const std::vector<const Result*>& results,
                            const std::vector<const Property*>& properties) {
  std::vector<Point> points;
  for (const Result* result : results) {
    const std::optional<double>& peak = result->execution.memory_peak_mib;
    if (!peak.has_value()) continue;
    Point point = {{}, *peak * kBytesPerMebibyte};
    for (const Property* property : properties) {
      const std::optional<double> value = property->value(*result);
      if (value.has_value()) point.x.push_back(*value);
    }
    if (point.x.size() == properties.size()) points.push_back(point);
  }
  return points;
}

MemoryGrowth::Verdict Judge(double rise, double highest, double r_squared) {
  constexpr double kMinShare = 0.05;
  constexpr double kMinBytes = 4 * kBytesPerMebibyte;
  constexpr double kMinFit = 0.8;
  if (std::abs(rise) < std::max(kMinBytes, kMinShare * highest)) {
    return MemoryGrowth::Verdict::kNo;
  }
  return rise > 0 && r_squared >= kMinFit ? MemoryGrowth::Verdict::kYes
                                          : MemoryGrowth::Verdict::kUnclear;
}

std::vector<MemoryGrowth> GrowthOf(const std::vector<const Result*>& results,
                                   bool is_built_in) {
  const std::vector<const Property*> properties = TellingProperties(results);
  const std::vector<Point> points = PointsOf(results, properties);
  if (properties.empty() || points.size() < properties.size() + 2) return {};
  const std::optional<Line> line = Fit(points, properties.size());
  if (!line.has_value()) return {};
  double highest = 0;
  for (const Point& point : points) highest = std::max(highest, point.bytes);
  std::vector<MemoryGrowth> all;
  for (size_t i = 0; i < properties.size(); ++i) {
    std::vector<double> values;
    for (const Point& point : points) values.push_back(point.x[i]);
    const Range range = RangeOf(values);
    if (!range.tells) continue;
    MemoryGrowth& growth = all.emplace_back();
    growth.by = properties[i]->by;
    growth.unit = properties[i]->unit;
    growth.from = range.from;
    growth.to = range.to;
    growth.bytes_per_unit = line->slopes[i];
    growth.is_built_in = is_built_in;
    growth.verdict = Judge(line->slopes[i] * (range.to - range.from), highest,
                           line->r_squared);
  }
  return all;
}

}  // namespace

std::vector<MemoryGrowth> FindMemoryGrowth(
    const std::vector<const Result*>& results,
    const std::vector<const Result*>& built_in) {
  std::vector<MemoryGrowth> found = GrowthOf(results, false);
  for (MemoryGrowth& growth : GrowthOf(built_in, true)) {
    const bool is_known = std::any_of(
        found.begin(), found.end(),
        [&](const MemoryGrowth& known) { return known.by == growth.by; });
    if (!is_known) found.push_back(std::move(growth));
  }
  return found;
}

}  // namespace feluda
