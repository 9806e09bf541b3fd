// What a report says of a benchmark whose process did not come to its end.
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

// Why a child's end is a failure; empty where it is none. `piped` is what its
// result was read as. The message is UTF-8 without control characters but line
// breaks, whatever the child wrote: Google Benchmark's reporters write them as
// they come, and JSON has no room for them.
std::string DescribeFailure(const ChildEnd& end, const ChildLimits& limits,
                            const absl::StatusOr<PipedRuns>& piped);

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_FAILURE_MESSAGE_H_
