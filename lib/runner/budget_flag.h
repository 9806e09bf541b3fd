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

// Whether the budget can be read, and each of its patterns finds one of these
// benchmarks. Reads it in another process, so that it leaves no trace in those
// of the benchmarks, which are copies of this one. InvalidArgument has a line
// for each mistake. REQUIRES: this process has one thread.
absl::Status CheckBudgetFlag(const std::vector<std::string>& names);

// Reads the budget; nullopt where the flag was not given. Errors likewise.
absl::StatusOr<std::optional<Budget>> BudgetFromFlag();

// The limits that the runs do not keep, a line each under a heading; empty
// where all are kept. Lines of the budget of which nothing ran, as in another
// shard or after an interruption, count as kept.
std::string DescribeBroken(
    const Budget& budget,
    const std::vector<benchmark::BenchmarkReporter::Run>& runs);

}  // namespace feluda

#endif  // LIB_RUNNER_BUDGET_FLAG_H_
