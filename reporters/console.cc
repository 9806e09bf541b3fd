#include "reporters/console.h"

#include <algorithm>
#include <optional>
#include <ostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lib/runs/compat.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_json.h"
#include "nlohmann/json.hpp"
#include "reporters/result.h"
#include "reporters/text.h"
#include "reporters/units.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

constexpr absl::string_view kNameTitle = "Benchmark";

// A name wider than this has a line of its own.
constexpr size_t kWidestName = 60;

constexpr size_t kTimeWidth = 9;

constexpr absl::string_view kNotMeasured = "-";

// The columns after the name.
std::string Figures(absl::string_view time, absl::string_view cpu,
                    absl::string_view memory, absl::string_view heap,
                    absl::string_view allocations) {
  return absl::StrCat(AlignRight(time, kTimeWidth), AlignRight(cpu, 10),
                      AlignRight(memory, 14), AlignRight(heap, 13),
                      AlignRight(allocations, 9));
}

template <typename T>
std::optional<T> Find(const Json& info, const char* key) {
  const auto it = info.find(key);
  if (it == info.end() || it->is_null()) return std::nullopt;
  return it->template get<T>();
}

// "Intel Xeon, 2 CPUs, 23.4 GiB, Linux 6.18, g++ 12.2.0, commit 3f2c1ab"
std::string Machine(const Json& info) {
  std::vector<std::string> parts;
  if (const auto processor = Find<std::string>(info, "processor")) {
    parts.push_back(Printable(*processor));
  }
  if (const auto cpus = Find<int>(info, "cpu_count")) {
    parts.push_back(absl::StrCat(*cpus, *cpus == 1 ? " CPU" : " CPUs"));
  }
  if (const auto gib = Find<double>(info, "total_memory_gb")) {
    parts.push_back(absl::StrFormat("%.1f GiB", *gib));
  }
  if (const auto kernel = Find<std::string>(info, "kernel")) {
    parts.push_back(absl::StrCat("Linux ", *kernel));
  }
  if (const auto compiler = Find<std::string>(info, "compiler")) {
    parts.push_back(*compiler);
  }
  if (const auto commit = Find<std::string>(info, "git_commit")) {
    parts.push_back(absl::StrCat("commit ", commit->substr(0, 7)));
  }
  return absl::StrJoin(parts, ", ");
}

// Why times may differ from one run to the next.
std::vector<std::string> SourcesOfNoise(const Json& info) {
  std::vector<std::string> sources;
  if (Find<bool>(info, "virtual_machine").value_or(false)) {
    sources.push_back("virtual machine");
  }
  const auto governor = Find<std::string>(info, "governor");
  if (!governor.has_value()) {
    sources.push_back("frequency unknown");
  } else if (*governor != "performance") {
    sources.push_back(absl::StrCat("frequency governor ", *governor));
  }
  if (Find<bool>(info, "turbo").value_or(false)) sources.push_back("turbo on");
  return sources;
}

std::string Optional(const std::optional<double>& value,
                     std::string (*format)(double)) {
  return value.has_value() ? format(*value) : std::string(kNotMeasured);
}

std::string PeakMemory(const Counters& counters) {
  const auto before = Get(counters, Phase::kExecution, figure::kResidentBefore);
  const auto peak = Get(counters, Phase::kExecution, figure::kResidentPeak);
  if (!before.has_value() || !peak.has_value()) {
    return std::string(kNotMeasured);
  }
  return absl::StrCat(*peak < *before ? "" : "+", HumanBytes(*peak - *before));
}

std::string ResultFigures(const BenchmarkRun& run) {
  const Result result = ToResult(run);
  return Figures(
      Optional(result.execution.seconds, HumanSeconds),
      Optional(result.cpu_seconds, HumanSeconds), PeakMemory(run.counters),
      Optional(Get(run.counters, Phase::kExecution, figure::kHeapPeakBytes),
               HumanBytes),
      Optional(Get(run.counters, Phase::kExecution, figure::kHeapAllocations),
               HumanCount));
}

std::string AggregateTime(const BenchmarkRun& run) {
  if (run.report_rms || run.aggregate_unit == benchmark::kPercentage) {
    constexpr double kPercent = 100;
    const double share =
        run.report_rms ? run.GetAdjustedRealTime() : run.real_accumulated_time;
    return absl::StrFormat("%.2f %%", share * kPercent);
  }
  const std::string time =
      HumanSeconds(run.GetAdjustedRealTime() /
                   benchmark::GetTimeUnitMultiplier(run.time_unit));
  return run.report_big_o ? absl::StrCat(time, " ", BigOName(run.complexity))
                          : time;
}

// Of an aggregate only the time is shown: a deviation of sums is not the sum of
// deviations, so the other columns cannot be made of the aggregated counters.
std::string AggregateFigures(const BenchmarkRun& run) {
  return AlignRight(AggregateTime(run), kTimeWidth);
}

std::string Indented(absl::string_view message) {
  return absl::StrReplaceAll(message, {{"\n", "\n      "}});
}

}  // namespace

Console::Console(feluda::Context context) : context_(std::move(context)) {}

bool Console::ReportContext(const Context& context) {
  name_width_ =
      std::clamp(context.name_field_width, kNameTitle.size(), kWidestName);
  const Json& info = context_.system_info;
  std::ostream& out = GetOutputStream();
  out << "Feluda Benchmarks  " << Machine(info) << "\n";
  const std::vector<std::string> noise = SourcesOfNoise(info);
  if (!noise.empty()) {
    out << "Times may drift here: " << absl::StrJoin(noise, ", ") << ".\n";
  }
  if (!Find<bool>(info, "optimised").value_or(true)) {
    out << "WARNING: built without optimisation; the figures say little.\n";
  }
  out << "\n";
  PrintRow(kNameTitle,
           Figures("Time", "CPU", "Peak memory", "Peak heap", "Allocs"));
  return true;
}

void Console::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) PrintRun(run);
}

void Console::PrintRow(absl::string_view name, absl::string_view rest) {
  std::ostream& out = GetOutputStream();
  if (Width(name) > name_width_) {
    out << name << "\n";
    name = "";
  }
  out << AlignLeft(name, name_width_) << "  " << rest << std::endl;
}

void Console::PrintRun(const Run& run) {
  const std::string name =
      absl::StrReplaceAll(Printable(run.benchmark_name()), {{"\n", " "}});
  const std::string message = Printable(FailureMessage(run));
  if (Failed(run)) {
    failures_.emplace_back(name, message);
    PrintRow(name, absl::StrCat("FAILED: ", FirstLine(message)));
  } else if (Skipped(run)) {
    PrintRow(name, absl::StrCat("skipped: ", FirstLine(message)));
  } else if (IsResult(run)) {
    ++measured_;
    PrintRow(name, ResultFigures(run));
  } else {
    PrintRow(name, AggregateFigures(run));
  }
}

void Console::Finalize() {
  std::ostream& out = GetOutputStream();
  out << "\n"
      << absl::StrCat(measured_, " measured, ", failures_.size(), " failed\n");
  for (const auto& [name, message] : failures_) {
    out << "  " << name << ": " << Indented(message) << "\n";
  }
  out.flush();
}

}  // namespace feluda
