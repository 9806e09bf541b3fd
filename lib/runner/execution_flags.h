// --feluda_isolate, --feluda_timeout and --feluda_memory_limit_mb: where the
// benchmarks run, and what each may take.

#ifndef LIB_RUNNER_EXECUTION_FLAGS_H_
#define LIB_RUNNER_EXECUTION_FLAGS_H_

#include <memory>
#include <string>
#include <vector>

#include "lib/runner/command_line/command_line.h"
#include "lib/runner/execution.h"
#include "lib/runner/processes/supervisor.h"
#include "lib/runner/selection/selection.h"
#include "reporters/output/outputs.h"

namespace feluda {

// Whether --feluda_isolate asks for a process for each benchmark.
bool IsolatesByFlag();

ChildLimits LimitsFromFlags();

// Appends what is wrong with the limits, a message each.
void CheckLimits(std::vector<std::string>& mistakes);

// Makes the execution of the benchmarks that are left to run, isolated if the
// flags allow it. Says on stderr which of the benchmarks take minutes.
// REQUIRES: this process has one thread.
std::unique_ptr<Execution> MakeExecution(const CommandLine& command_line,
                                         const OutputOptions& outputs,
                                         const RoundsRequest& rounds,
                                         const BenchmarkHost& host,
                                         const Selection& selection);

}  // namespace feluda

#endif  // LIB_RUNNER_EXECUTION_FLAGS_H_
