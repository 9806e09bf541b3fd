#include "reporters/markdown/markdown.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/provenance/provenance.h"
#include "lib/text/json_text.h"
#include "lib/text/markdown_cell.h"
#include "lib/text/text.h"
#include "nlohmann/json.hpp"
#include "reporters/markdown/markdown_sections.h"
#include "reporters/markdown/plan_markdown.h"
#include "reporters/markdown/python_markdown.h"
#include "reporters/plan/plan.h"
#include "reporters/python/python_comparison.h"
#include "reporters/report/data_names.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

std::string Percent(const std::optional<double>& share) {
  return share.has_value() && std::isfinite(*share)
             ? absl::StrFormat("%.1f", *share * 100)
             : "";
}

// Null if it is missing or not finite.
const Json& Find(const Json& object, const char* key) {
  static const Json& missing = *new Json(nullptr);
  const auto it = object.find(key);
  if (it == object.end()) return missing;
  const bool is_finite =
      !it->is_number_float() || std::isfinite(it->get<double>());
  return is_finite ? *it : missing;
}

std::string Text(const Json& info, const char* key) {
  const Json& value = Find(info, key);
  if (value.is_null()) return "unknown";
  if (value.is_string()) return EscapeCell(value.get<std::string>());
  return EscapeCell(DumpJson(value));
}

std::string TotalMemory(const Json& info) {
  const Json& gib = Find(info, "total_memory_gb");
  if (!gib.is_number()) return "unknown";
  return absl::StrFormat("%.2f GB", gib.get<double>());
}

// The origins of the reports that this one was merged from.
std::string MergedFrom(const Json& inputs) {
  std::string list;
  if (!inputs.is_array()) return list;
  for (const Json& input : inputs) {
    absl::StrAppend(&list, "- Merged From: ", Text(input, "file"), " (",
                    Text(Find(input, "context"), "host_name"), ", ",
                    Text(Find(input, "system_info"), "processor"), ", binary ",
                    Text(Find(input, "system_info"), "binary"), ")\n");
  }
  return list;
}

// The lines for a file of another program: what Google Benchmark's context
// tells.
std::string OthersSystem(const Json& context) {
  constexpr std::pair<const char*, const char*> kLines[] = {
      {"Host", "host_name"},
      {"Executable", "executable"},
      {"CPU Count", "num_cpus"},
      {"CPU MHz", "mhz_per_cpu"}};
  std::string list;
  for (const auto& [name, key] : kLines) {
    if (Find(context, key).is_null()) continue;
    absl::StrAppend(&list, "- ", name, ": ", Text(context, key), "\n");
  }
  return list.empty() ? "Nothing is known.\n" : list;
}

std::string Commit(const Json& info) {
  if (Find(info, "git_commit").is_null()) return "";
  return absl::StrCat("- Commit: ", Text(info, "git_commit"),
                      Find(info, "git_modified") == true ? ", modified" : "",
                      "\n");
}

// "scikit-learn 1.2.1, numpy 1.24.2".
std::string Packages(const Json& packages) {
  std::vector<std::string> texts;
  for (const auto& item : packages.items()) {
    texts.push_back(absl::StrCat(EscapeCell(item.key()), " ",
                                 Text(packages, item.key().c_str())));
  }
  return absl::StrJoin(texts, ", ");
}

std::string Python(const Json& info) {
  if (Find(info, "python_version").is_null()) return "";
  std::string list =
      absl::StrCat("- Python Version: ", Text(info, "python_version"), "\n");
  if (!Find(info, "python_allocator").is_null()) {
    absl::StrAppend(
        &list, "- Python's Allocator: ", Text(info, "python_allocator"), "\n");
  }
  const Json& packages = Find(info, "python_packages");
  if (packages.is_object() && !packages.empty()) {
    absl::StrAppend(&list, "- Python Packages: ", Packages(packages), "\n");
  }
  return list;
}

std::string SystemInformation(const Provenance& provenance) {
  const Json& info = provenance.system_info;
  if (info.empty()) return OthersSystem(provenance.benchmark);
  return absl::StrCat("- Platform: ", Text(info, "platform"),
                      "\n- Processor: ", Text(info, "processor"),
                      "\n- CPU Count: ", Text(info, "cpu_count"),
                      "\n- Total Memory: ", TotalMemory(info),
                      "\n- Compiler: ", Text(info, "compiler"), "\n",
                      Python(info), Commit(info),
                      MergedFrom(Find(info, "merged_from")));
}

std::string Generated(const Provenance& provenance) {
  const Json& info = provenance.system_info;
  return info.empty() ? Text(provenance.benchmark, "date")
                      : Text(info, "timestamp");
}

std::string Partial(const std::string& reason) {
  if (reason.empty()) return "";
  return absl::StrCat("**Partial report**: ", EscapeCell(reason), ".\n\n");
}

std::string NotOptimised(const Json& info) {
  if (Find(info, "optimised") != false) return "";
  return "**Built without optimisation**: the figures say little.\n\n";
}

// What stands in the place of an average of inputs that differ.
constexpr char kUnlike[] = "-";

std::string P95Cell(const OperatorStatistics& statistics) {
  const OperatorStatistics::Times& times = *statistics.execution_time;
  if (times.p95.has_value()) return FormatSeconds(*times.p95);
  if (statistics.successes == 1) return "1 sample";
  return absl::StrCat(statistics.successes, " of ",
                      OperatorStatistics::kMinForP95, " samples");
}

// Average, minimum, maximum and deviation, and what Feluda's table does not
// have: median, 95th percentile and coefficient of variation.
struct TimeCells {
  std::vector<std::string> feluda;
  std::vector<std::string> ours;
};

TimeCells CellsOf(const OperatorStatistics& statistics) {
  if (!statistics.execution_time.has_value()) {
    return {{"", "", "", ""}, {"", "", ""}};
  }
  const OperatorStatistics::Times& times = *statistics.execution_time;
  const std::string min = FormatSeconds(times.min);
  const std::string max = FormatSeconds(times.max);
  if (statistics.benchmarks > 1) {
    return {{kUnlike, min, max, kUnlike}, {kUnlike, kUnlike, kUnlike}};
  }
  return {{FormatSeconds(times.mean), min, max, FormatSeconds(times.stddev)},
          {FormatSeconds(times.median), P95Cell(statistics),
           statistics.successes == 1 ? "1 sample" : Percent(times.cv)}};
}

std::string StatisticsRow(const OperatorStatistics& statistics) {
  std::vector<std::string> cells = {
      EscapeCell(statistics.operator_name), absl::StrCat(statistics.successes),
      absl::StrFormat("%.1f", statistics.SuccessRate() * 100)};
  const TimeCells times = CellsOf(statistics);
  cells.insert(cells.end(), times.feluda.begin(), times.feluda.end());
  cells.push_back(statistics.benchmarks > 1
                      ? kUnlike
                      : MebibytesCell(statistics.mean_memory_change_mib));
  cells.push_back(MebibytesCell(statistics.max_memory_peak_mib));
  cells.insert(cells.end(), times.ours.begin(), times.ours.end());
  return MarkdownRow(cells);
}

std::string StatisticsTable(std::vector<OperatorStatistics> statistics) {
  std::sort(statistics.begin(), statistics.end(),
            [](const OperatorStatistics& a, const OperatorStatistics& b) {
              return a.operator_name < b.operator_name;
            });
  std::string table = MarkdownRow(
      {"Operator", "Total Runs", "Success Rate (%)", "Avg Time (s)",
       "Min Time (s)", "Max Time (s)", "Std Time (s)", "Avg Mem Change (MB)",
       "Peak Mem (MB)", "Median (s)", "P95 (s)", "CV (%)"});
  table += "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  bool has_unlike = false;
  for (const OperatorStatistics& entry : statistics) {
    table += StatisticsRow(entry);
    has_unlike |= entry.benchmarks > 1;
  }
  if (has_unlike) {
    table +=
        "\nAn average is of repetitions of one benchmark; of benchmarks that "
        "differ it would say nothing (-).\n";
  }
  return table;
}

// The part of a message that fits beside figures. The failures have the whole
// message.
std::string Brief(absl::string_view message) {
  constexpr size_t kMaxBytes = 120;
  const std::string printable = Printable(message);
  const std::string brief = StartOf(FirstLine(printable), kMaxBytes);
  return brief == printable ? brief : absl::StrCat(brief, " …");
}

std::string ResultRow(const Result& result, const DataNames& names) {
  return MarkdownRow({EscapeCell(result.operator_name), DataCell(result, names),
                      result.Succeeded() ? "success" : "failed",
                      SecondsCell(result.execution.seconds),
                      MebibytesCell(result.execution.MemoryChangeMib()),
                      MebibytesCell(result.execution.memory_peak_mib),
                      SecondsCell(result.cpu_seconds),
                      EscapeCell(Brief(result.error.value_or("")))});
}

std::string ResultsTable(const std::vector<Result>& results) {
  std::string table = MarkdownRow({"Operator", "Data", "Status",
                                   "Exec Time (s)", "Mem Change (MB)",
                                   "Peak Mem (MB)", "CPU Time (s)", "Error"});
  table += "|---|---|---|---:|---:|---:|---:|---|\n";
  const DataNames names(results);
  for (const Result& result : results) table += ResultRow(result, names);
  return table;
}

}  // namespace

std::string ToMarkdown(const Report& report) {
  const Json& info = report.provenance().system_info;
  return absl::StrCat("# Benchmark Report\n\n",                               //
                      "Generated: ", Generated(report.provenance()), "\n\n",  //
                      Partial(report.partial()),                              //
                      NotOptimised(info),                                     //
                      PlanSection(MakePlan(report)),                          //
                      "## System Information\n\n",                            //
                      SystemInformation(report.provenance()),                 //
                      "\n## Operator Statistics\n\n",                         //
                      StatisticsTable(report.Statistics()),                   //
                      "\n## Detailed Results\n\n",                            //
                      ResultsTable(report.results()),                         //
                      SyntheticWeights(report.results()),                     //
                      PythonSection(CompareWithPython(report.results())),     //
                      NoiseSection(info, report.results()),                   //
                      FailuresSection(report.results()),                      //
                      SkippedSection(report.skipped()),                       //
                      AggregatesSection(report.LoneAggregates()),             //
                      SizingSection(report.results()));
}

}  // namespace feluda
