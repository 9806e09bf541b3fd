// One run with the names and units of Feluda's reports, taken from a run of
// Google Benchmark and its counters.

#ifndef REPORTERS_REPORT_RESULT_H_
#define REPORTERS_REPORT_RESULT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/base/facts.h"
#include "lib/runs/counters.h"

namespace feluda {

// The cost of a phase. Nullopt is not measured. Memory is resident, in MiB.
struct PhaseCost {
  std::optional<double> seconds;
  std::optional<double> memory_before_mib;
  std::optional<double> memory_after_mib;
  std::optional<double> memory_peak_mib;
  // Set for a result that tells only the change.
  std::optional<double> told_change_mib;

  // After minus before, else what was told.
  std::optional<double> MemoryChangeMib() const;
};

struct Result {
  // The benchmark's name is `operator_name/input`, split at the first '/'.
  std::string operator_name;
  std::string input;
  // The run's label, else the input.
  std::string data_description;
  std::optional<absl::Time> timestamp;

  // Set if the run failed; then the execution is not measured.
  std::optional<std::string> error;
  // Set if the run was skipped on purpose: why. Then nothing is measured.
  std::optional<std::string> skipped;
  // Empty for a measurement. Where only aggregates were reported, the statistic
  // that the figures are, such as "mean", and over how many repetitions.
  std::string aggregate;
  int64_t repetitions = 0;

  // Starting the interpreter and importing; only set for an operator in Python.
  PhaseCost import;
  PhaseCost initialization;
  PhaseCost execution;  // per iteration
  PhaseCost cleanup;
  // Seconds per iteration of all threads and of children waited for.
  std::optional<double> cpu_seconds;

  int64_t iterations = 0;
  int64_t repetition_index = 0;
  int64_t threads = 1;

  Facts facts;
  // The figures that were not measured, with the reasons.
  std::map<std::string, std::string> absent;
  // All counters, for the figures that Feluda has no key for.
  Counters counters;

  // The benchmark's name.
  std::string Name() const;
  // Building the operator and, in Python, starting and importing before that.
  std::optional<double> StartupSeconds() const;
  // "mean of 3 repetitions"; empty for a measurement.
  std::string AggregateNote() const;
  bool Succeeded() const { return !error.has_value() && !skipped.has_value(); }
};

// Whether a run is a measurement or a failure of one: aggregates, complexity
// rows and runs skipped on purpose are not.
bool IsResult(const benchmark::BenchmarkReporter::Run& run);

// Whether a run is an aggregate that can stand for its benchmark, as a mean and
// a median can. A standard deviation, a percentage and a complexity row cannot.
bool IsTypical(const benchmark::BenchmarkReporter::Run& run);

// How well an aggregate stands for its benchmark; the lowest does best.
int AggregateRank(absl::string_view aggregate_name);

// REQUIRES: IsResult(run), IsTypical(run) or Skipped(run)
Result ToResult(const benchmark::BenchmarkReporter::Run& run);

}  // namespace feluda

#endif  // REPORTERS_REPORT_RESULT_H_
