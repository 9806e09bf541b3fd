// Estimates how long benchmarks take, from the newest report.

#ifndef LIB_RUNNER_COMMAND_LINE_EXPECTED_TIMES_H_
#define LIB_RUNNER_COMMAND_LINE_EXPECTED_TIMES_H_

#include <map>
#include <string>

#include "absl/time/time.h"

namespace feluda {

// Returns how long the process of each benchmark ran, by its name, as the
// newest report in the directory has it. Empty if there is no report, or it
// cannot be read quickly and without an error. The file is read in another
// process, so that it leaves no trace in this one. REQUIRES: this process has
// one thread.
std::map<std::string, absl::Duration> ExpectedTimes(
    const std::string& results_dir);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_EXPECTED_TIMES_H_
