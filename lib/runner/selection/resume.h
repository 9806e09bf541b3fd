// Continues an earlier run from its report: results that the report has are
// kept, and only the other benchmarks run.
//
//   auto resumed = LoadResumedResults("results/old.json", names, provenance);
//   for (const std::string& name : LeftToRun(names, *resumed)) ...
//   ResumedReporter reporter(names, *std::move(resumed), next);
//
// A benchmark counts as measured if the report has all its repetitions and none
// failed. Complexity is fitted to all members of a family, so a family with
// Complexity() is resumed whole or not at all.
//
// A run in rounds takes over a benchmark's rounds, and runs those that the
// report lacks. A benchmark that was not measured in rounds, or failed in one,
// is measured anew.
//
// The runs have only the fields that the report has (run_from_json.h): the real
// time of an RMS row is NaN, and Google Benchmark's own JSON leaves out
// allocs_per_iter and max_bytes_used.
//
// The flags that the report was made with are not compared: resumed results
// keep their repetitions and times.

#ifndef LIB_RUNNER_SELECTION_RESUME_H_
#define LIB_RUNNER_SELECTION_RESUME_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/json/run_reader.h"

namespace feluda {

struct ResumedResults {
  using Runs = std::vector<benchmark::BenchmarkReporter::Run>;

  // Repetitions and aggregates by benchmark, in the report's order.
  std::map<std::string, Runs> runs;
  // Complexity rows by family.
  std::map<std::string, Runs> complexity_rows;
  // The repetitions of benchmarks that have some of the rounds but not all.
  std::map<std::string, Runs> started;
};

// Selects the results of these benchmarks that need not be measured again.
// `rounds` is how many rounds each should have; 0 for a run without rounds.
ResumedResults SelectResumedResults(RecordedRuns recorded,
                                    const std::vector<std::string>& names,
                                    int64_t rounds = 0);

// Reads a report and selects from it. Error: InvalidArgument if the file cannot
// be read, or if another program or machine than `here` made it; it names the
// file, what is wrong or differs, and the remedy.
absl::StatusOr<ResumedResults> LoadResumedResults(
    const std::string& path, const std::vector<std::string>& names,
    const Provenance& here, int64_t rounds = 0);

// Returns how many rounds these repetitions of one benchmark have.
int64_t RoundsIn(const ResumedResults::Runs& runs);

// Returns the benchmarks that lack results, in their order.
std::vector<std::string> LeftToRun(const std::vector<std::string>& names,
                                   const ResumedResults& resumed);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_RESUME_H_
