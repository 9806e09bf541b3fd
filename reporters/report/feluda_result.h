// Reads a result of Feluda's report, or one that a user made by hand, as a run:
// the inverse of what reporters/json writes into `results`.
//
//   {"operator": "video_hash", "status": "success",
//    "execution": {"execution_time_seconds": 0.25},
//    "data_description": "cuts"}
//
// Only `operator` must be there. What is missing or null was not measured. The
// run's name is the result's `benchmark` if that is of this operator, else
// OPERATOR/DESCRIPTION, or OPERATOR without a description, with each '/' of the
// operator as a '_'. In the phases, numbers under other keys than Feluda's
// become counters of the phase.

#ifndef REPORTERS_REPORT_FELUDA_RESULT_H_
#define REPORTERS_REPORT_FELUDA_RESULT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "benchmark/benchmark.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Other keys of `result` are kept for the JSON report: see SetOwnEntries() in
// lib/runs/python_run.h. InvalidArgument names the key that is wrong:
//
//   execution.execution_time_seconds is "fast", not a number
absl::StatusOr<benchmark::BenchmarkReporter::Run> RunFromFeludaResult(
    const nlohmann::ordered_json& result);

// The runs of an array of results. Runs of one name are repetitions. An error
// names the result, "results[2] (video_hash): ...".
absl::StatusOr<std::vector<benchmark::BenchmarkReporter::Run>>
RunsFromFeludaResults(const nlohmann::ordered_json& results);

}  // namespace feluda

#endif  // REPORTERS_REPORT_FELUDA_RESULT_H_
