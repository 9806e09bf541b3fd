// Calls a function in a process of its own, so that it leaves no trace in this
// one: a large allocation, even if freed, changes malloc's thresholds for good,
// and every copy of the process would measure other figures.
//
//   absl::StatusOr<std::string> text =
//       CallInSubprocess([&] { return Summary(file); });

#ifndef LIB_RUNNER_PROCESSES_SUBPROCESS_CALL_H_
#define LIB_RUNNER_PROCESSES_SUBPROCESS_CALL_H_

#include <functional>
#include <string>

#include "absl/status/statusor.h"

namespace feluda {

// Returns what the function returned. Errors: Internal where the system gives
// no process or pipe, and where the function threw or ended its process.
// REQUIRES: this process has one thread.
absl::StatusOr<std::string> CallInSubprocess(
    const std::function<std::string()>& function);

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_SUBPROCESS_CALL_H_
