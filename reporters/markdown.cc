#include "reporters/markdown.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "nlohmann/json.hpp"
#include "reporters/sizing.h"
#include "reporters/text.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

// An underscore inside a word is no markup, and names are full of them.
bool IsInsideWord(absl::string_view text, size_t at) {
  const size_t before = text.substr(0, at).find_last_not_of('_');
  const size_t after = text.find_first_not_of('_', at);
  return before != absl::string_view::npos &&
         after != absl::string_view::npos &&
         absl::ascii_isalnum(static_cast<unsigned char>(text[before])) &&
         absl::ascii_isalnum(static_cast<unsigned char>(text[after]));
}

std::string EscapeCharacter(absl::string_view text, size_t at) {
  const char c = text[at];
  switch (c) {
    case '\n':
      return "<br>";
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '_':
      return IsInsideWord(text, at) ? "_" : "\\_";
    case '|':
    case '`':
    case '\\':
    case '*':
    case '[':
    case ']':
    case '~':
    case '$':
      return {'\\', c};
    default:
      return {c};
  }
}

std::string Row(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

std::string Seconds(const std::optional<double>& seconds) {
  return seconds.has_value() ? FormatSeconds(*seconds) : "";
}

std::string Mebibytes(const std::optional<double>& mebibytes) {
  return mebibytes.has_value() ? absl::StrFormat("%.2f", *mebibytes) : "";
}

const Json& Find(const Json& object, const char* key) {
  static const Json& missing = *new Json(nullptr);
  const auto it = object.find(key);
  return it == object.end() ? missing : *it;
}

std::string Text(const Json& info, const char* key) {
  const Json& value = Find(info, key);
  if (value.is_null()) return "unknown";
  return EscapeCell(value.is_string() ? value.get<std::string>()
                                      : value.dump());
}

std::string TotalMemory(const Json& info) {
  const Json& gib = Find(info, "total_memory_gb");
  if (!gib.is_number()) return "unknown";
  return absl::StrFormat("%.2f GB", gib.get<double>());
}

// Where the reports that this one was merged from were made.
std::string MergedFrom(const Json& inputs) {
  std::string list;
  if (!inputs.is_array()) return list;
  for (const Json& input : inputs) {
    absl::StrAppend(
        &list, "- Merged From: ", Text(input, "file"), " (",
        Text(Find(input, "context"), "host_name"), ", ",
        Text(Find(input, "system_info"), "processor"), ", binary ",
        Text(Find(input, "system_info"), "binary"), ")\n");
  }
  return list;
}

std::string SystemInformation(const Json& info) {
  return absl::StrCat("- Platform: ", Text(info, "platform"),
                      "\n- Processor: ", Text(info, "processor"),
                      "\n- CPU Count: ", Text(info, "cpu_count"),
                      "\n- Total Memory: ", TotalMemory(info),
                      "\n- Compiler: ", Text(info, "compiler"), "\n",
                      MergedFrom(Find(info, "merged_from")));
}

std::string Partial(const std::string& reason) {
  if (reason.empty()) return "";
  return absl::StrCat("**Partial report**: ", EscapeCell(reason), ".\n\n");
}

std::string StatisticsRow(const OperatorStatistics& statistics) {
  std::vector<std::string> cells = {
      EscapeCell(statistics.operator_name), absl::StrCat(statistics.successes),
      absl::StrFormat("%.1f", statistics.SuccessRate() * 100)};
  if (statistics.execution_time.has_value()) {
    const OperatorStatistics::Times& times = *statistics.execution_time;
    for (double seconds : {times.mean, times.min, times.max, times.stddev}) {
      cells.push_back(FormatSeconds(seconds));
    }
  } else {
    cells.insert(cells.end(), 4, "");
  }
  cells.push_back(Mebibytes(statistics.mean_memory_change_mib));
  cells.push_back(Mebibytes(statistics.max_memory_peak_mib));
  return Row(cells);
}

std::string StatisticsTable(std::vector<OperatorStatistics> statistics) {
  std::sort(statistics.begin(), statistics.end(),
            [](const OperatorStatistics& a, const OperatorStatistics& b) {
              return a.operator_name < b.operator_name;
            });
  std::string table =
      Row({"Operator", "Total Runs", "Success Rate (%)", "Avg Time (s)",
           "Min Time (s)", "Max Time (s)", "Std Time (s)",
           "Avg Mem Change (MB)", "Peak Mem (MB)"});
  table += "|---|---:|---:|---:|---:|---:|---:|---:|---:|\n";
  for (const OperatorStatistics& entry : statistics) {
    table += StatisticsRow(entry);
  }
  return table;
}

std::string ResultRow(const Result& result) {
  const std::string& data = result.data_description;
  return Row(
      {EscapeCell(result.operator_name), data.empty() ? "-" : EscapeCell(data),
       result.Succeeded() ? "success" : "failed",
       Seconds(result.execution.seconds),
       Mebibytes(result.execution.MemoryChangeMib()),
       Mebibytes(result.execution.memory_peak_mib), Seconds(result.cpu_seconds),
       EscapeCell(result.error.value_or(""))});
}

std::string ResultsTable(const std::vector<Result>& results) {
  std::string table =
      Row({"Operator", "Data", "Status", "Exec Time (s)", "Mem Change (MB)",
           "Peak Mem (MB)", "CPU Time (s)", "Error"});
  table += "|---|---|---|---:|---:|---:|---:|---|\n";
  for (const Result& result : results) table += ResultRow(result);
  return table;
}

// "12,340" up to the trillions, "3.42" below a hundred.
std::string Rate(const std::optional<double>& rate) {
  if (!rate.has_value()) return "";
  if (*rate < 100) return absl::StrFormat("%.3g", *rate);
  std::string digits = absl::StrFormat("%.0f", *rate);
  for (size_t i = digits.size(); i > 3;) digits.insert(i -= 3, ",");
  return digits;
}

std::string RateRange(const Sizing& sizing) {
  if (!sizing.slowest_per_core_hour.has_value()) return "";
  const std::string slowest = Rate(sizing.slowest_per_core_hour);
  const std::string fastest = Rate(sizing.fastest_per_core_hour);
  return absl::StrCat(slowest,
                      slowest == fastest ? "" : absl::StrCat(" to ", fastest),
                      " ", EscapeCell(sizing.unit));
}

std::string GrowthText(const std::optional<Growth>& growth) {
  if (!growth.has_value()) return "";
  return absl::StrFormat("n^%.2f (R² %.2f)", growth->exponent,
                         growth->r_squared);
}

// Nothing where no operator was measured.
std::string SizingSection(const std::vector<Sizing>& sizing) {
  if (sizing.empty()) return "";
  std::string table = absl::StrCat(
      "\n## Sizing\n\n",
      Row({"Operator", "Memory of a Worker (MB)", "Start-up (s)",
           "A Core Does in an Hour", "Time Grows as", "Memory Grows as"}));
  absl::StrAppend(&table, "|---|---:|---:|---:|---|---|\n");
  for (const Sizing& entry : sizing) {
    absl::StrAppend(
        &table,
        Row({EscapeCell(entry.operator_name),
             Mebibytes(entry.worker_memory_mib), Seconds(entry.startup_seconds),
             RateRange(entry), GrowthText(entry.time_growth),
             GrowthText(entry.memory_growth)}));
  }
  return table;
}

}  // namespace

std::string EscapeCell(absl::string_view text) {
  const std::string printable = Printable(text);
  std::string escaped;
  for (size_t i = 0; i < printable.size(); ++i) {
    escaped += EscapeCharacter(printable, i);
  }
  return escaped;
}

std::string FormatSeconds(double seconds) {
  if (seconds == 0 || !std::isfinite(seconds)) {
    return absl::StrFormat("%.3f", seconds);
  }
  const int exponent = std::floor(std::log10(std::abs(seconds)));
  return absl::StrFormat("%.*f", std::clamp(3 - exponent, 3, 15), seconds);
}

std::string ToMarkdown(const Report& report) {
  const Json& info = report.context().system_info;
  return absl::StrCat("# Benchmark Report\n\n",                        //
                      "Generated: ", Text(info, "timestamp"), "\n\n",  //
                      Partial(report.partial()),                       //
                      "## System Information\n\n",                     //
                      SystemInformation(info),                         //
                      "\n## Operator Statistics\n\n",                  //
                      StatisticsTable(report.Statistics()),            //
                      "\n## Detailed Results\n\n",                     //
                      ResultsTable(report.results()),                  //
                      SizingSection(ComputeSizing(report.results())));
}

}  // namespace feluda
