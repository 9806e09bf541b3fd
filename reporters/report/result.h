// One run as Feluda's report tells it: the figures under Feluda's names and
// units, taken from a Google Benchmark run and its counters.

#ifndef REPORTERS_REPORT_RESULT_H_
#define REPORTERS_REPORT_RESULT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/base/facts.h"
#include "lib/runs/counters.h"

namespace feluda {

// What a phase cost; nullopt is not measured. Resident memory in MiB.
struct PhaseCost {
  std::optional<double> seconds;
  std::optional<double> memory_before_mib;
  std::optional<double> memory_after_mib;
  std::optional<double> memory_peak_mib;

  // After minus before.
  std::optional<double> MemoryChangeMib() const;
};

struct Result {
  // `operator_name/input`: what stands before the first '/', and the rest.
  std::string operator_name;
  std::string input;
  // The run's label, else the input.
  std::string data_description;
  std::optional<absl::Time> timestamp;

  // Set if the run failed; then the execution is not measured.
  std::optional<std::string> error;

  PhaseCost initialization;
  PhaseCost execution;  // per iteration
  PhaseCost cleanup;
  // Seconds per iteration of all threads and of children waited for.
  std::optional<double> cpu_seconds;

  int64_t iterations = 0;
  int64_t repetition_index = 0;
  int64_t threads = 1;

  Facts facts;
  // What was not measured, and why.
  std::map<std::string, std::string> absent;
  // All counters, for the figures that Feluda has no key for.
  Counters counters;

  // The benchmark's name.
  std::string Name() const;
  bool Succeeded() const { return !error.has_value(); }
};

// Whether a run is a measurement or a failure of one: aggregates, complexity
// rows and runs skipped on purpose are not, and are no results.
bool IsResult(const benchmark::BenchmarkReporter::Run& run);

// REQUIRES: IsResult(run)
Result ToResult(const benchmark::BenchmarkReporter::Run& run);

}  // namespace feluda

#endif  // REPORTERS_REPORT_RESULT_H_
