// Joins reports into one, such as those of the shards of a run.

#ifndef REPORTERS_TOOLS_MERGE_REPORTS_H_
#define REPORTERS_TOOLS_MERGE_REPORTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/report/report.h"

namespace feluda {

struct MergeInput {
  std::string file;
  RecordedRuns recorded;
};

// The runs of all, in the order given, families numbered anew. The result is
// partial where one of the inputs is.
//
// Reports of Python operators and of native ones are of different programs, and
// may be merged. Then the names of the Python operators end with kPythonMark:
// see reporters/python/python_comparison.h.
//
// `system_info.merged_from` has the file, the context and the system_info of
// each. In the report's own context and system_info, a text that differs
// becomes all of the inputs' texts ("atlas; rhea"), a time the earliest, and
// anything else null.
//
// InvalidArgument where the inputs are of different programs or machines (see
// lib/provenance/origin.h), where two have the same benchmark, or members of
// the same family with a complexity, whose rows then hold for neither. The
// message has a line for each, ten at most. With `force` none of this is an
// error.
// REQUIRES: at least one input.
absl::StatusOr<Report> MergeReports(std::vector<MergeInput> inputs, bool force);

// The shards that are not among the inputs: "1 of 3"; empty where there are
// none or nothing says so. A shard that had nothing to run makes no report.
std::vector<std::string> MissingShards(const std::vector<MergeInput>& inputs);

}  // namespace feluda

#endif  // REPORTERS_TOOLS_MERGE_REPORTS_H_
