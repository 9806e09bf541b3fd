// Saves what there is while benchmarks run in rounds, whose results are
// reported only at the end: a run that is killed leaves the rounds that were
// whole.

#ifndef LIB_RUNNER_SAVED_SO_FAR_H_
#define LIB_RUNNER_SAVED_SO_FAR_H_

#include <string>
#include <vector>

#include "lib/runner/execution.h"
#include "lib/runner/selection/resume.h"
#include "reporters/output/outputs.h"

namespace feluda {

// Writes what `report_to` reports, merged with resumed results, to the report's
// files and to --benchmark_out. `out_aggregates_only` leaves repetitions out of
// the latter. How often files are written is for save_throttle.h to say.
void SaveSoFar(const std::vector<std::string>& names,
               const ResumedResults& resumed,
               const RoundsContext::ReportTo& report_to,
               bool out_aggregates_only, Outputs& outputs);

}  // namespace feluda

#endif  // LIB_RUNNER_SAVED_SO_FAR_H_
