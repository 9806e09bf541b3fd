#include "reporters/console/console.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <ostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lib/base/facts.h"
#include "lib/runs/counters.h"
#include "lib/runs/families.h"
#include "lib/runs/finite_figures.h"
#include "lib/runs/json/run_to_json.h"
#include "lib/runs/run_outcome.h"
#include "lib/text/text.h"
#include "lib/text/units.h"
#include "nlohmann/json.hpp"
#include "reporters/report/aggregate_figures.h"
#include "reporters/report/noise.h"
#include "reporters/report/result.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

constexpr absl::string_view kNameTitle = "Benchmark";

// A name wider than this has a line of its own.
constexpr size_t kWidestName = 60;

constexpr size_t kTimeWidth = 9;

constexpr absl::string_view kNotMeasured = "-";

// Parameters of ECMA-48's "select graphic rendition".
constexpr absl::string_view kPlain = "";
constexpr absl::string_view kTitle = "1";
constexpr absl::string_view kFaint = "2";
constexpr absl::string_view kYellow = "33";
constexpr absl::string_view kBoldRed = "1;31";

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

// Whether the commit is not all of the program's source. (Merged reports have a
// text here.)
bool IsModifiedTree(const Json& info) {
  const auto modified = info.find("git_modified");
  return modified != info.end() && *modified == true;
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
    if (IsModifiedTree(info)) parts.emplace_back("modified");
  }
  return absl::StrJoin(parts, ", ");
}

std::string Optional(const std::optional<double>& value,
                     std::string (*format)(double)) {
  return value.has_value() ? format(*value) : std::string(kNotMeasured);
}

std::string PeakMemory(const std::optional<double>& rise) {
  if (!rise.has_value()) return std::string(kNotMeasured);
  return absl::StrCat(*rise < 0 ? "" : "+", HumanBytes(*rise));
}

std::string ResultFigures(const BenchmarkRun& run) {
  const Result result = ToResult(run);
  return Figures(
      Optional(result.execution.seconds, HumanSeconds),
      Optional(result.cpu_seconds, HumanSeconds),
      PeakMemory(ExecutionResidentRise(run.counters)),
      Optional(Get(run.counters, Phase::kExecution, figure::kHeapPeakBytes),
               HumanBytes),
      Optional(Get(run.counters, Phase::kExecution, figure::kHeapAllocations),
               HumanCount));
}

std::string Percentage(double share) {
  constexpr double kPercent = 100;
  return absl::StrFormat("%.2f %%", share * kPercent);
}

// A row of the fit of a family's growth.
std::string ComplexityFigures(const BenchmarkRun& run) {
  const double value =
      run.report_rms ? RmsShare(run)
                     : run.GetAdjustedRealTime() /
                           benchmark::GetTimeUnitMultiplier(run.time_unit);
  std::string text(kNotMeasured);
  if (std::isfinite(value)) {
    text = run.report_rms ? Percentage(value)
                          : absl::StrCat(HumanSeconds(value), " ",
                                         BigOName(run.complexity));
  }
  return AlignRight(text, kTimeWidth);
}

std::string AggregateText(const BenchmarkRun& run) {
  const AggregateFigures figures = GetAggregateFigures(run);
  const auto format = [&](const std::optional<double>& value,
                          std::string (*human)(double)) {
    return Optional(value, figures.is_share ? Percentage : human);
  };
  const bool is_middle =
      run.aggregate_name == "mean" || run.aggregate_name == "median";
  const auto counter = [&](absl::string_view figure) {
    return Get(run.counters, Phase::kExecution, figure);
  };
  return Figures(format(figures.real, HumanSeconds),
                 format(figures.cpu, HumanSeconds),
                 // The rise of a middle has a sign, a deviation has none.
                 is_middle ? PeakMemory(figures.memory_rise)
                           : format(figures.memory_rise, HumanBytes),
                 format(counter(figure::kHeapPeakBytes), HumanBytes),
                 format(counter(figure::kHeapAllocations), HumanCount));
}

std::string Plural(int64_t count, absl::string_view noun) {
  return absl::StrCat(count, " ", noun, count == 1 ? "" : "s");
}

std::string Indented(absl::string_view message) {
  return absl::StrReplaceAll(message, {{"\n", "\n      "}});
}

}  // namespace

Console::Console(Provenance provenance, bool in_color)
    : provenance_(std::move(provenance)), in_color_(in_color) {}

bool Console::ReportContext(const Context& context) {
  name_width_ =
      std::clamp(context.name_field_width, kNameTitle.size(), kWidestName);
  const Json& info = provenance_.system_info;
  std::ostream& out = GetOutputStream();
  out << "Feluda Benchmarks  " << Machine(info) << "\n";
  const std::vector<Noise> noise = MachineNoise(info);
  if (!noise.empty()) {
    out << "Times may drift here: " << Printable(NoiseList(noise)) << ".\n";
  }
  if (!Find<bool>(info, "optimised").value_or(true)) {
    out << Paint(kBoldRed, "WARNING")
        << ": built without optimisation; the figures say little.\n";
  }
  out << "\n";
  PrintRow(kTitle, kNameTitle,
           Figures("Time", "CPU", "Memory rise", "Peak heap", "Allocs"));
  return true;
}

void Console::ReportRuns(const std::vector<Run>& runs) {
  for (const Run& run : runs) PrintRun(run);
}

std::string Console::Paint(absl::string_view style,
                           absl::string_view text) const {
  if (!in_color_ || style.empty()) return std::string(text);
  return absl::StrCat("\x1b[", style, "m", text, "\x1b[0m");
}

void Console::PrintRow(absl::string_view style, absl::string_view name,
                       absl::string_view rest) {
  std::ostream& out = GetOutputStream();
  if (Width(name) > name_width_) {
    out << Paint(style, name) << "\n";
    name = "";
  }
  out << Paint(style, absl::StrCat(AlignLeft(name, name_width_), "  ", rest))
      << std::endl;
}

void Console::PrintRun(const Run& given) {
  Run run = given;
  if (!MakeFinite(run)) return;
  counts_.Add(run);
  const std::string name =
      absl::StrReplaceAll(Printable(run.benchmark_name()), {{"\n", " "}});
  const std::string message = Printable(FailureMessage(run));
  if (Failed(run)) {
    AddFailure(name, message);
    PrintRow(kBoldRed, name, absl::StrCat("FAILED: ", FirstLine(message)));
  } else if (Skipped(run)) {
    PrintRow(kYellow, name, absl::StrCat("skipped: ", FirstLine(message)));
  } else if (IsResult(run)) {
    const Facts facts = GetFacts(run.counters);
    const auto weights = facts.find("weights");
    if (weights != facts.end() && weights->second == Fact("synthetic")) {
      synthetic_.insert(name.substr(0, name.find('/')));
    }
    PrintRow(kPlain, name, ResultFigures(run));
  } else {
    PrintRow(
        kFaint, name,
        IsComplexityRow(run) ? ComplexityFigures(run) : AggregateText(run));
  }
}

void Console::AddFailure(const std::string& name, const std::string& message) {
  const bool again = !failures_.empty() && failures_.back().name == name &&
                     failures_.back().message == message;
  if (again) {
    ++failures_.back().times;
  } else {
    failures_.push_back({name, message});
  }
}

void Console::Finalize() {
  std::ostream& out = GetOutputStream();
  const int64_t failed = counts_.failed();
  out << "\n"
      << (counts_.IsRepeated()
              ? absl::StrCat(Plural(counts_.benchmarks(), "benchmark"), ", ",
                             Plural(counts_.measured() + failed, "repetition"),
                             ": ")
              : "")
      << absl::StrCat(counts_.measured(), " measured, ")
      << Paint(failed > 0 ? kBoldRed : kPlain, absl::StrCat(failed, " failed"))
      << (counts_.skipped() > 0
              ? absl::StrCat(", ", counts_.skipped(), " skipped")
              : "")
      << "\n";
  if (!synthetic_.empty()) {
    out << "With synthetic weights, so that time and memory are true and the "
           "output means nothing: "
        << absl::StrJoin(synthetic_, ", ") << ".\n";
  }
  for (const Failure& failure : failures_) {
    out << "  " << Paint(kBoldRed, failure.name)
        << (failure.times > 1 ? absl::StrCat(" (", failure.times, " times)")
                              : "")
        << ": " << Indented(failure.message) << "\n";
  }
  out.flush();
}

}  // namespace feluda
