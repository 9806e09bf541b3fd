#include "reporters/compare/budget/budget.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lib/files/file_bytes.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

constexpr int64_t kMaxBytes = 1 << 20;
constexpr absl::string_view kPerUnit = "_per_unit";

struct NamedUnit {
  absl::string_view name;
  double value;
};

constexpr NamedUnit kTimes[] = {
    {"ns", 1e-9}, {"us", 1e-6}, {"ms", 1e-3}, {"s", 1}, {"min", 60}};
constexpr NamedUnit kSizes[] = {
    {"B", 1},    {"KiB", 1024.0},       {"kB", 1e3}, {"MiB", 1048576.0},
    {"MB", 1e6}, {"GiB", 1073741824.0}, {"GB", 1e9}};
constexpr NamedUnit kCounts[] = {{"", 1}, {"k", 1e3}, {"M", 1e6}};

std::vector<NamedUnit> UnitsFor(ComparedMetric metric) {
  switch (UnitOf(metric)) {
    case MetricUnit::kSeconds:
      return {std::begin(kTimes), std::end(kTimes)};
    case MetricUnit::kBytes:
      return {std::begin(kSizes), std::end(kSizes)};
    case MetricUnit::kCount:
      return {std::begin(kCounts), std::end(kCounts)};
  }
  return {};
}

std::string UnitNames(ComparedMetric metric) {
  std::vector<absl::string_view> names;
  for (const NamedUnit& unit : UnitsFor(metric)) {
    if (!unit.name.empty()) names.push_back(unit.name);
  }
  return absl::StrJoin(names, ", ");
}

// "120MiB"; nullopt if it is no number at least 0 with a unit of the metric.
std::optional<double> ParseAmount(absl::string_view text,
                                  ComparedMetric metric) {
  const size_t end = text.find_last_of("0123456789.");
  if (end == absl::string_view::npos) return std::nullopt;
  double number;
  if (!absl::SimpleAtod(text.substr(0, end + 1), &number) ||
      !std::isfinite(number) || number < 0) {
    return std::nullopt;
  }
  for (const NamedUnit& unit : UnitsFor(metric)) {
    if (text.substr(end + 1) != unit.name) continue;
    const double amount = number * unit.value;
    return std::isfinite(amount) ? std::make_optional(amount) : std::nullopt;
  }
  return std::nullopt;
}

std::string AllKeys() {
  return absl::StrJoin(kMetrics, ", ",
                       [](std::string* out, ComparedMetric metric) {
                         absl::StrAppend(out, MetricKey(metric));
                       });
}

// "peak_memory=120MiB".
absl::StatusOr<BudgetLimit> ParseLimit(absl::string_view word) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(word, absl::MaxSplits('=', 1));
  absl::string_view key = parts.first;
  BudgetLimit limit;
  limit.per_unit = absl::ConsumeSuffix(&key, kPerUnit);
  const std::optional<ComparedMetric> metric = MetricOfKey(key);
  if (!metric.has_value() || !absl::StrContains(word, '=')) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", Printable(word),
                     "' is no limit; say peak_memory=120MiB. There are ",
                     AllKeys(), ", each also with ", kPerUnit));
  }
  const std::optional<double> most = ParseAmount(parts.second, *metric);
  if (!most.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", Printable(parts.second), "' is no amount of ", key,
        "; say a number with one of these units: ", UnitNames(*metric)));
  }
  limit.metric = *metric;
  limit.most = *most;
  return limit;
}

// The words of a line before its comment.
std::vector<absl::string_view> Words(absl::string_view line) {
  std::vector<absl::string_view> words =
      absl::StrSplit(line, absl::ByAnyChar(" \t\r\v\f"), absl::SkipEmpty());
  const auto comment = std::find_if(
      words.begin(), words.end(),
      [](absl::string_view word) { return absl::StartsWith(word, "#"); });
  words.erase(comment, words.end());
  return words;
}

void ParseLine(const std::vector<absl::string_view>& words, std::string place,
               Budget& budget, std::vector<std::string>& mistakes) {
  const auto mistake = [&](absl::string_view text) {
    mistakes.push_back(absl::StrCat(place, ": ", text));
  };
  absl::StatusOr<NamePattern> pattern = NamePattern::Parse(words[0]);
  if (!pattern.ok()) return mistake(pattern.status().message());
  if (words.size() == 1) {
    return mistake("has no limit; say peak_memory=120MiB after the pattern");
  }
  BudgetLine line{*std::move(pattern), {}, std::move(place)};
  for (size_t i = 1; i < words.size(); ++i) {
    const absl::StatusOr<BudgetLimit> limit = ParseLimit(words[i]);
    if (limit.ok()) {
      line.limits.push_back(*limit);
    } else {
      mistakes.push_back(
          absl::StrCat(line.place, ": ", limit.status().message()));
    }
  }
  budget.lines.push_back(std::move(line));
}

// The runs of a benchmark that its limits are held against.
struct Measured {
  std::string name;
  std::vector<const Run*> runs;
  std::vector<const Run*> aggregates;
  std::string failure;
  bool failed = false;

  const std::vector<const Run*>& Counted() const {
    return runs.empty() ? aggregates : runs;
  }
};

bool StandsForTimes(const Run& run) {
  return run.aggregate_name == "mean" || run.aggregate_name == "median";
}

void AddRun(const Run& run, Measured& measured) {
  if (run.run_type == Run::RT_Aggregate) {
    if (StandsForTimes(run)) measured.aggregates.push_back(&run);
  } else if (Failed(run)) {
    measured.failed = true;
    measured.failure = FailureMessage(run);
  } else if (!Skipped(run)) {
    measured.runs.push_back(&run);
  }
}

// In the order in which they first appear; those that were only skipped, which
// measured nothing and is no failure, are left out.
std::vector<Measured> ByBenchmark(const std::vector<Run>& runs) {
  std::vector<Measured> all;
  std::map<std::string, size_t> places;
  for (const Run& run : runs) {
    const std::string name = run.run_name.str();
    const auto [place, is_new] = places.emplace(name, all.size());
    if (is_new) all.emplace_back().name = name;
    AddRun(run, all[place->second]);
  }
  const auto is_empty = [](const Measured& measured) {
    return measured.Counted().empty() && !measured.failed;
  };
  all.erase(std::remove_if(all.begin(), all.end(), is_empty), all.end());
  return all;
}

std::optional<double> FigureOf(const Run& run, const BudgetLimit& limit) {
  const std::optional<double> figure = MetricOf(run, limit.metric);
  if (!figure.has_value() || !limit.per_unit) return figure;
  const std::optional<InputSize> size = GetInputSize(run.counters);
  if (!size.has_value() || !(size->amount > 0)) return std::nullopt;
  return *figure / size->amount;
}

// The median of times, else the highest. REQUIRES: not empty.
double Decisive(std::vector<double> figures, ComparedMetric metric) {
  std::sort(figures.begin(), figures.end());
  if (UnitOf(metric) != MetricUnit::kSeconds) return figures.back();
  const size_t last = figures.size() - 1;
  return (figures[last / 2] + figures[(last + 1) / 2]) / 2;
}

// Nullopt where the limit is kept.
std::optional<BrokenLimit> Check(const Measured& measured,
                                 const BudgetLimit& limit) {
  BrokenLimit broken{measured.name, limit, std::nullopt, ""};
  if (measured.failed) {
    broken.why = absl::StrCat("it failed: ", FirstLine(measured.failure));
    return broken;
  }
  std::vector<double> figures;
  for (const Run* run : measured.Counted()) {
    const std::optional<double> figure = FigureOf(*run, limit);
    if (figure.has_value()) figures.push_back(*figure);
  }
  if (figures.empty()) {
    broken.why = limit.per_unit ? "that, or the size of its input, was not told"
                                : "that was not measured";
    return broken;
  }
  broken.figure = Decisive(std::move(figures), limit.metric);
  if (*broken.figure <= limit.most) return std::nullopt;
  return broken;
}

}  // namespace

absl::StatusOr<Budget> ParseBudget(absl::string_view text,
                                   absl::string_view file_name) {
  Budget budget;
  std::vector<std::string> mistakes;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    const std::vector<absl::string_view> words = Words(line);
    if (words.empty()) continue;
    ParseLine(words, absl::StrCat(file_name, ":", number), budget, mistakes);
  }
  if (budget.lines.empty() && mistakes.empty()) {
    mistakes.push_back(absl::StrCat(
        file_name, ": has no limit; say ^sort/ peak_memory=120MiB"));
  }
  if (mistakes.empty()) return budget;
  return absl::InvalidArgumentError(absl::StrJoin(mistakes, "\n"));
}

absl::StatusOr<Budget> ReadBudget(const std::string& path) {
  const absl::StatusOr<std::string> text = ReadInput(path, kMaxBytes);
  if (!text.ok()) return absl::InvalidArgumentError(text.status().message());
  return ParseBudget(*text, path);
}

absl::StatusOr<std::vector<BrokenLimit>> CheckBudget(
    const Budget& budget, const std::vector<Run>& runs) {
  const std::vector<Measured> benchmarks = ByBenchmark(runs);
  std::vector<BrokenLimit> broken;
  std::vector<std::string> mistakes;
  for (const BudgetLine& line : budget.lines) {
    bool is_used = false;
    for (const Measured& measured : benchmarks) {
      if (!line.pattern.Matches(measured.name)) continue;
      is_used = true;
      for (const BudgetLimit& limit : line.limits) {
        std::optional<BrokenLimit> found = Check(measured, limit);
        if (found.has_value()) broken.push_back(*std::move(found));
      }
    }
    if (is_used) continue;
    mistakes.push_back(absl::StrCat(line.place, ": '", line.pattern.text(),
                                    "' finds no benchmark that ran"));
  }
  if (mistakes.empty()) return broken;
  return absl::InvalidArgumentError(absl::StrJoin(mistakes, "\n"));
}

std::string Describe(const BrokenLimit& broken) {
  const ComparedMetric metric = broken.limit.metric;
  const absl::string_view unit = broken.limit.per_unit ? " per unit" : "";
  const std::string most = MetricText(metric, broken.limit.most);
  const std::string start = absl::StrCat(broken.benchmark, ": ");
  if (!broken.figure.has_value()) {
    return absl::StrCat(start, MetricName(metric), unit, " may be at most ",
                        most, ", but ", broken.why);
  }
  return absl::StrCat(start, MetricName(metric), unit, " is ",
                      MetricText(metric, *broken.figure), ", at most ", most);
}

}  // namespace feluda
