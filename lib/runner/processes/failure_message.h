// Describes why the process of a benchmark did not come to its end.
//
//   killed by SIGSEGV after 0.2 s; its last words:
//   loading model.onnx

#ifndef LIB_RUNNER_PROCESSES_FAILURE_MESSAGE_H_
#define LIB_RUNNER_PROCESSES_FAILURE_MESSAGE_H_

#include <string>

#include "absl/status/statusor.h"
#include "lib/runner/processes/run_pipe.h"
#include "lib/runner/processes/supervisor.h"

namespace feluda {

// Returns why the child's end is a failure; empty if it is not one. `piped` is
// what ReadRunPipe() made of its result. The message is valid UTF-8 and has no
// control characters but line breaks, whatever the child wrote: Google
// Benchmark's reporters do not escape them, and JSON does not allow them.
std::string DescribeFailure(const ChildEnd& end, const ChildLimits& limits,
                            const absl::StatusOr<PipedRuns>& piped);

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_FAILURE_MESSAGE_H_
