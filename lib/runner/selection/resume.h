// Continues an earlier run from its report: what that has as measured is taken
// over, the rest runs.
//
//   auto taken = LoadResumedResults("results/old.json", names,
//   CaptureProvenance(...)); for (const std::string& name : LeftToRun(names,
//   *taken)) ... ResumedReporter reporter(names, *std::move(taken), next);
//
// A benchmark counts as measured if the report has all its repetitions and none
// failed. The rows of a complexity are made of all members of the family, so a
// family with Complexity() is taken over whole or not at all.
//
// What a report does not have, these runs do not either (run_from_json.h): the
// real time of an RMS row is NaN, and Google Benchmark's own JSON leaves out
// their allocs_per_iter and max_bytes_used.
//
// Which flags the report was made with is not looked at: repetitions and times
// are the report's for what is taken over.

#ifndef LIB_RUNNER_SELECTION_RESUME_H_
#define LIB_RUNNER_SELECTION_RESUME_H_

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

  // By benchmark: repetitions and aggregates, in the report's order.
  std::map<std::string, Runs> runs;
  // By family: the rows of its complexity.
  std::map<std::string, Runs> complexity_rows;
};

// What is to be taken over of these benchmarks.
ResumedResults SelectResumedResults(RecordedRuns recorded,
                                    const std::vector<std::string>& names);

// The same from a report's file, if the program and the machine that made it
// are those of `here`. Error: InvalidArgument, names the file, what is wrong or
// differs, and the remedy.
absl::StatusOr<ResumedResults> LoadResumedResults(
    const std::string& path, const std::vector<std::string>& names,
    const Provenance& here);

// Those of the benchmarks that are not taken over, in their order.
std::vector<std::string> LeftToRun(const std::vector<std::string>& names,
                                   const ResumedResults& resumed);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_RESUME_H_
