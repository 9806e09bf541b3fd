// How long benchmarks took when they last ran here, to tell what is left.

#ifndef LIB_RUNNER_COMMAND_LINE_EXPECTED_TIMES_H_
#define LIB_RUNNER_COMMAND_LINE_EXPECTED_TIMES_H_

#include <map>
#include <string>

#include "absl/time/time.h"

namespace feluda {

// Of the newest report in that directory, how long the process of each
// benchmark ran, by its name. Empty where there is no report, or none that can
// be read quickly and without an error: it is only an estimate. The file is
// read in another process, so that this one keeps nothing of it.
// REQUIRES: this process has one thread.
std::map<std::string, absl::Duration> ExpectedTimes(
    const std::string& results_dir);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_EXPECTED_TIMES_H_
