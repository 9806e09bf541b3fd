// Saves the results so far while benchmarks run in rounds, which are reported
// only at the end. So a run that is killed leaves its complete rounds.

#ifndef LIB_RUNNER_ROUND_SAVER_H_
#define LIB_RUNNER_ROUND_SAVER_H_

#include <string>
#include <vector>

#include "lib/runner/execution.h"
#include "lib/runner/selection/resume.h"
#include "reporters/output/outputs.h"
#include "reporters/output/save_throttle.h"

namespace feluda {

class RoundSaver {
 public:
  // `names` and `resumed` are those of the ResumedReporter that gets the
  // results at the end. `out_aggregates_only` leaves repetitions out of
  // --benchmark_out. All references must outlive this.
  RoundSaver(const std::vector<std::string>& names,
             const ResumedResults& resumed, bool out_aggregates_only,
             Outputs& outputs);

  // Writes what `report_to` reports to the report's files and to
  // --benchmark_out, unless save_throttle.h finds it too early. Call it once
  // for each benchmark or round.
  void Save(const RoundsContext::ReportTo& report_to);

 private:
  const std::vector<std::string>& names_;
  const ResumedResults& resumed_;
  const bool out_aggregates_only_;
  Outputs& outputs_;
  SaveThrottle throttle_;
};

}  // namespace feluda

#endif  // LIB_RUNNER_ROUND_SAVER_H_
