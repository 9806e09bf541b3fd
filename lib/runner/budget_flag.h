// --feluda_budget: a file that says what benchmarks may need at most
// (reporters/compare/budget/budget.h).

#ifndef LIB_RUNNER_BUDGET_FLAG_H_
#define LIB_RUNNER_BUDGET_FLAG_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"
#include "reporters/compare/budget/budget.h"

namespace feluda {

// Checks that the budget can be read, and that each of its patterns matches one
// of these benchmarks. Reads it in another process, so that it leaves no trace
// in the benchmarks' processes, which are copies of this one. Error:
// InvalidArgument, with a line for each mistake. REQUIRES: this process has one
// thread.
absl::Status CheckBudgetFlag(const std::vector<std::string>& names);

// Reads the budget; nullopt if the flag was not given. Error: InvalidArgument,
// with a line for each mistake.
absl::StatusOr<std::optional<Budget>> BudgetFromFlag();

// Returns the limits that the runs exceed, a line each under a heading; empty
// if there are none. A line of the budget whose benchmarks did not run, as in
// another shard or after an interruption, counts as kept.
std::string DescribeBroken(
    const Budget& budget,
    const std::vector<benchmark::BenchmarkReporter::Run>& runs);

}  // namespace feluda

#endif  // LIB_RUNNER_BUDGET_FLAG_H_
