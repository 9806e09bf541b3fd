// --feluda_baseline: the first run with a name keeps its report under that name
// in the results directory, and each later one is compared with it.
//
//   results/baseline_main.json

#ifndef LIB_RUNNER_BASELINE_FLAG_H_
#define LIB_RUNNER_BASELINE_FLAG_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "reporters/report/report.h"

namespace feluda {

// Checks that the name can be one of a file, and that a baseline of that name
// can be read if there is one. Reads it in another process, so that it leaves
// no trace in the benchmarks' processes, which are copies of this one. Error:
// InvalidArgument, which names the flag and the remedy. REQUIRES: this process
// has one thread.
absl::Status CheckBaselineFlag(const std::string& results_directory);

struct BaselineOutcome {
  // The comparison as a table, or which file the report was kept as; empty
  // without the flag.
  std::string text;
  // Whether something is worse, or nothing could be compared.
  bool is_worse = false;
};

// Compares the report with the baseline, or keeps it as the baseline if there
// is none. A partial report is compared and never kept. Error: the baseline
// cannot be read or written.
absl::StatusOr<BaselineOutcome> UseBaseline(
    const Report& report, const std::string& results_directory, bool colors);

}  // namespace feluda

#endif  // LIB_RUNNER_BASELINE_FLAG_H_
