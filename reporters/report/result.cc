#include "reporters/report/result.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

std::optional<double> Mebibytes(const Counters& counters, Phase phase,
                                absl::string_view figure) {
  const std::optional<double> bytes = Get(counters, phase, figure);
  if (!bytes.has_value()) return std::nullopt;
  constexpr double kBytesPerMebibyte = 1 << 20;
  return *bytes / kBytesPerMebibyte;
}

PhaseCost ReadPhase(const Counters& counters, Phase phase) {
  PhaseCost cost;
  cost.seconds = Get(counters, phase, figure::kWallSeconds);
  cost.memory_before_mib = Mebibytes(counters, phase, figure::kResidentBefore);
  cost.memory_after_mib = Mebibytes(counters, phase, figure::kResidentAfter);
  cost.memory_peak_mib = Mebibytes(counters, phase, figure::kResidentPeak);
  return cost;
}

// Google Benchmark's own figure leaves out children, and threads that it did
// not start unless told, so it is only what is left where ours is missing.
double CpuSeconds(const Run& run) {
  return ExecutionCpuSeconds(run.counters)
      .value_or(run.GetAdjustedCPUTime() /
                benchmark::GetTimeUnitMultiplier(run.time_unit));
}

void AddExecution(const Run& run, Result& result) {
  result.execution = ReadPhase(run.counters, Phase::kExecution);
  result.execution.seconds = run.GetAdjustedRealTime() /
                             benchmark::GetTimeUnitMultiplier(run.time_unit);
  result.cpu_seconds = CpuSeconds(run);
}

}  // namespace

std::optional<double> PhaseCost::MemoryChangeMib() const {
  if (!memory_before_mib.has_value() || !memory_after_mib.has_value()) {
    return std::nullopt;
  }
  return *memory_after_mib - *memory_before_mib;
}

std::string Result::Name() const {
  return input.empty() ? operator_name
                       : absl::StrCat(operator_name, "/", input);
}

bool IsResult(const Run& run) {
  return run.run_type == Run::RT_Iteration && !Skipped(run);
}

Result ToResult(const Run& run) {
  Result result;
  std::pair<std::string, std::string> name =
      absl::StrSplit(run.run_name.str(), absl::MaxSplits('/', 1));
  result.operator_name = std::move(name.first);
  result.input = std::move(name.second);
  result.data_description =
      run.report_label.empty() ? result.input : run.report_label;
  const std::optional<double> timestamp = Get(run.counters, kTimestamp);
  if (timestamp.has_value()) {
    result.timestamp = absl::UnixEpoch() + absl::Seconds(*timestamp);
  }

  result.initialization = ReadPhase(run.counters, Phase::kInitialization);
  result.cleanup = ReadPhase(run.counters, Phase::kCleanup);
  if (Failed(run)) {
    result.error = FailureMessage(run);
  } else {
    AddExecution(run, result);
  }

  result.iterations = run.iterations;
  result.repetition_index = run.repetition_index;
  result.threads = run.threads;
  result.facts = GetFacts(run.counters);
  result.absent = GetAbsent(run.counters);
  result.counters = run.counters;
  return result;
}

}  // namespace feluda
