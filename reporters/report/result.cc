#include "reporters/report/result.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/runs/families.h"
#include "lib/runs/finite_figures.h"
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
  cost.told_change_mib = Mebibytes(counters, phase, figure::kResidentChange);
  return cost;
}

// Whether sums and differences of the figures are true: only the mean of a sum
// is the sum of its parts' means; a median is not.
bool AddsUp(const Result& result) {
  return result.aggregate.empty() || result.aggregate == "mean";
}

// Google Benchmark's own figure leaves out children, and threads that it did
// not start unless told, so it is only what is left where ours is missing. Ours
// is a sum.
std::optional<double> CpuSeconds(const Run& run, const Result& result) {
  if (result.absent.count(kCpuTime) > 0) return std::nullopt;
  const std::optional<double> ours = ExecutionCpuSeconds(run.counters);
  if (ours.has_value() && !AddsUp(result)) return std::nullopt;
  return ours.value_or(run.GetAdjustedCPUTime() /
                       benchmark::GetTimeUnitMultiplier(run.time_unit));
}

void AddExecution(const Run& run, Result& result) {
  result.execution = ReadPhase(run.counters, Phase::kExecution);
  if (result.absent.count(kRealTime) > 0) {
    result.execution.seconds.reset();
  } else {
    result.execution.seconds = run.GetAdjustedRealTime() /
                               benchmark::GetTimeUnitMultiplier(run.time_unit);
  }
  result.cpu_seconds = CpuSeconds(run, result);
}

// An aggregate's iterations are its repetitions.
void AddAggregate(const Run& run, Result& result) {
  result.aggregate = run.aggregate_name;
  result.repetitions = run.iterations;
  result.repetition_index = 0;
  result.iterations = 0;
  result.absent["repetitions"] = "only their aggregates were reported";
}

// Leaves only the peak, of which no difference can be taken.
void RemoveDifferences(PhaseCost& cost) {
  cost.memory_before_mib.reset();
  cost.memory_after_mib.reset();
  cost.told_change_mib.reset();
}

void AddOutcome(const Run& run, Result& result) {
  if (Failed(run)) {
    result.error = FailureMessage(run);
  } else if (Skipped(run)) {
    result.skipped = FailureMessage(run);
  } else {
    AddExecution(run, result);
  }
}

}  // namespace

std::optional<double> PhaseCost::MemoryChangeMib() const {
  if (!memory_before_mib.has_value() || !memory_after_mib.has_value()) {
    return told_change_mib;
  }
  return *memory_after_mib - *memory_before_mib;
}

std::string Result::Name() const {
  return input.empty() ? operator_name
                       : absl::StrCat(operator_name, "/", input);
}

std::optional<double> Result::StartupSeconds() const {
  if (!initialization.seconds.has_value()) return std::nullopt;
  return *initialization.seconds + import.seconds.value_or(0);
}

std::string Result::AggregateNote() const {
  if (aggregate.empty() || repetitions <= 0) return aggregate;
  return absl::StrCat(aggregate, " of ", repetitions,
                      repetitions == 1 ? " repetition" : " repetitions");
}

bool IsResult(const Run& run) {
  return run.run_type == Run::RT_Iteration && !Skipped(run);
}

bool IsTypical(const Run& run) {
  return run.run_type == Run::RT_Aggregate && !IsComplexityRow(run) &&
         run.aggregate_unit == benchmark::kTime &&
         run.aggregate_name != "stddev";
}

int AggregateRank(absl::string_view aggregate_name) {
  if (aggregate_name == "mean") return 0;
  return aggregate_name == "median" ? 1 : 2;
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
    // Rounds to microseconds: a double holds a time of our days to a quarter of
    // one, and a text of it is cut off after whole ones.
    result.timestamp =
        absl::UnixEpoch() +
        absl::Floor(absl::Seconds(*timestamp) + absl::Nanoseconds(500),
                    absl::Microseconds(1));
  }

  result.import = ReadPhase(run.counters, Phase::kImport);
  result.initialization = ReadPhase(run.counters, Phase::kInitialization);
  result.cleanup = ReadPhase(run.counters, Phase::kCleanup);
  result.iterations = run.iterations;
  result.repetition_index = run.repetition_index;
  result.threads = run.threads;
  result.facts = GetFacts(run.counters);
  result.absent = GetAbsent(run.counters);
  result.counters = run.counters;
  if (run.run_type == Run::RT_Aggregate) AddAggregate(run, result);
  AddOutcome(run, result);
  if (!AddsUp(result)) {
    RemoveDifferences(result.import);
    RemoveDifferences(result.initialization);
    RemoveDifferences(result.execution);
    RemoveDifferences(result.cleanup);
  }
  return result;
}

}  // namespace feluda
