#include "reporters/markdown/markdown_sections.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/base/facts.h"
#include "lib/text/markdown_cell.h"
#include "lib/text/text.h"
#include "lib/text/units.h"
#include "nlohmann/json.hpp"
#include "reporters/plan/rate_text.h"
#include "reporters/report/aggregate_figures.h"
#include "reporters/report/data_names.h"
#include "reporters/report/noise.h"
#include "reporters/report/sizing.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// Three digits, since more would differ in the next run.
std::string Rate(const std::optional<double>& rate) {
  return rate.has_value() ? HumanRate(*rate) : "";
}

std::string Seconds(const std::optional<double>& seconds) {
  return seconds.has_value() ? HumanSeconds(*seconds) : "";
}

std::string Memory(const std::optional<double>& mebibytes) {
  constexpr double kBytesPerMebibyte = 1 << 20;
  return mebibytes.has_value() ? HumanBytes(*mebibytes * kBytesPerMebibyte)
                               : "";
}

std::string RateRange(const Sizing& sizing) {
  if (!sizing.slowest_per_core_hour.has_value()) return "";
  const std::string slowest = Rate(sizing.slowest_per_core_hour);
  const std::string fastest = Rate(sizing.fastest_per_core_hour);
  return absl::StrCat(slowest,
                      slowest == fastest ? "" : absl::StrCat(" to ", fastest),
                      " ", EscapeCell(sizing.unit));
}

// A program that measures times alone has no sizing.
bool IsKnown(const Sizing& sizing) {
  return sizing.worker_memory_mib.has_value() ||
         sizing.startup_seconds.has_value() ||
         sizing.slowest_per_core_hour.has_value() ||
         sizing.time_growth.has_value() || sizing.memory_growth.has_value();
}

std::string GrowthText(const std::optional<Growth>& growth) {
  if (!growth.has_value()) return "";
  return absl::StrFormat("n^%.2f (R² %.2f)", growth->exponent,
                         growth->r_squared);
}

std::string SizingRow(const Sizing& sizing) {
  return MarkdownRow(
      {EscapeCell(sizing.operator_name), Memory(sizing.worker_memory_mib),
       Seconds(sizing.startup_seconds), RateRange(sizing),
       GrowthText(sizing.time_growth), GrowthText(sizing.memory_growth)});
}

// "hash/1: its time varied by 12 % over 40 samples"
std::string VaryingText(const VaryingTime& time) {
  std::string text = absl::StrFormat(
      "%s: its time varied by %s%.0f %% over %.0f samples",
      EscapeCell(time.name), time.repetitions > 1 ? "up to " : "",
      time.cv * 100, time.samples);
  if (time.repetitions > 1) {
    absl::StrAppend(&text, " in ", time.repetitions, " repetitions");
  }
  return text;
}

std::string MessagesSection(absl::string_view title,
                            const std::vector<Result>& results,
                            const DataNames& names,
                            std::string (*message)(const Result& result)) {
  constexpr size_t kMaxBytes = 4096;
  if (results.empty()) return "";
  std::string rows;
  for (const Result& result : results) {
    rows +=
        MarkdownRow({EscapeCell(result.operator_name), DataCell(result, names),
                     EscapeCell(CutText(message(result), kMaxBytes))});
  }
  return absl::StrCat("\n## ", title, "\n\n",
                      MarkdownRow({"Operator", "Data", "Message"}),
                      "|---|---|---|\n", rows);
}

// "0.2500 s", "3.1 %".
std::string AggregateFigure(const AggregateFigures& figures,
                            const std::optional<double>& value,
                            std::string (*format)(double)) {
  if (!value.has_value()) return "";
  return figures.is_share ? absl::StrFormat("%.1f %%", *value * 100)
                          : format(*value);
}

std::string AggregateRow(const Run& run) {
  const AggregateFigures figures = GetAggregateFigures(run);
  const auto seconds = [](double value) {
    return absl::StrCat(FormatSeconds(value), " s");
  };
  const auto bytes = [](double value) { return HumanBytes(value); };
  const auto count = [](double value) { return HumanCount(value); };
  return MarkdownRow({EscapeCell(run.run_name.str()),
                      EscapeCell(run.aggregate_name),
                      absl::StrCat(run.iterations),
                      AggregateFigure(figures, figures.real, seconds),
                      AggregateFigure(figures, figures.cpu, seconds),
                      AggregateFigure(figures, figures.peak_memory, bytes),
                      AggregateFigure(figures, figures.memory_rise, bytes),
                      AggregateFigure(figures, figures.peak_heap, bytes),
                      AggregateFigure(figures, figures.allocations, count)});
}

}  // namespace

std::string DataCell(const Result& result, const DataNames& names) {
  const std::string data = names.Of(result);
  return data.empty() ? "-" : EscapeCell(data);
}

std::string SyntheticWeights(const std::vector<Result>& results) {
  std::set<std::string> operators;
  for (const Result& result : results) {
    const auto weights = result.facts.find("weights");
    if (weights != result.facts.end() && weights->second == Fact("synthetic")) {
      operators.insert(EscapeCell(result.operator_name));
    }
  }
  if (operators.empty()) return "";
  return absl::StrCat(
      "\nWith synthetic weights, so that time and memory are true and the "
      "output means nothing: ",
      absl::StrJoin(operators, ", "), ".\n");
}

std::string NoiseSection(const nlohmann::ordered_json& system_info,
                         const std::vector<Result>& results) {
  constexpr size_t kMaxTimes = 10;
  std::string list;
  for (const auto& [what, why] : MachineNoise(system_info)) {
    absl::StrAppend(&list, "- ", EscapeCell(what), ": ", why, "\n");
  }
  const std::vector<VaryingTime> times = VaryingTimes(results);
  for (size_t i = 0; i < std::min(times.size(), kMaxTimes); ++i) {
    absl::StrAppend(&list, "- ", VaryingText(times[i]), "\n");
  }
  if (times.size() > kMaxTimes) {
    absl::StrAppend(&list, "- and ", times.size() - kMaxTimes,
                    " more benchmarks whose times varied\n");
  }
  if (list.empty()) return "";
  return absl::StrCat(
      "\n## Noise\n\nWhy times may differ from one run to the next. A time is "
      "listed whose standard deviation is more than ",
      kSteadyCv * 100, " % of the mean.\n\n", list);
}

std::string FailuresSection(const std::vector<Result>& results) {
  std::vector<Result> failures;
  std::copy_if(results.begin(), results.end(), std::back_inserter(failures),
               [](const Result& result) { return result.error.has_value(); });
  return MessagesSection("Failures", failures, DataNames(results),
                         [](const Result& result) { return *result.error; });
}

std::string SkippedSection(const std::vector<Result>& skipped) {
  return MessagesSection("Skipped", skipped, DataNames(skipped),
                         [](const Result& result) { return *result.skipped; });
}

std::string AggregatesSection(const std::vector<const Run*>& aggregates) {
  if (aggregates.empty()) return "";
  std::string rows;
  for (const Run* run : aggregates) rows += AggregateRow(*run);
  return absl::StrCat(
      "\n## Aggregates\n\nOnly these were reported of the benchmarks below, "
      "not their repetitions.\n\n",
      MarkdownRow({"Benchmark", "Aggregate", "Repetitions", "Time", "CPU Time",
                   "Peak Mem", "Memory Rise", "Peak Heap", "Allocations"}),
      "|---|---|---:|---:|---:|---:|---:|---:|---:|\n", rows);
}

std::string SizingSection(const std::vector<Result>& results) {
  std::string rows;
  for (const Sizing& entry : ComputeSizing(results)) {
    if (IsKnown(entry)) rows += SizingRow(entry);
  }
  if (rows.empty()) return "";
  return absl::StrCat(
      "\n## Sizing\n\n",
      MarkdownRow({"Operator", "Highest Peak Memory", "Start-up",
                   "A Core Does in an Hour", "Time Grows as",
                   "Memory Grows as"}),
      "|---|---:|---:|---:|---|---|\n", rows,
      absl::StrFormat("\nA growth is told of a family of inputs that was "
                      "measured in at least three sizes n, where it "
                      "explains at least %.0f %% of the variance (R² "
                      "%.2f); files that differ in more than their size "
                      "have none.\n",
                      Growth::kMinRSquared * 100, Growth::kMinRSquared));
}

}  // namespace feluda
