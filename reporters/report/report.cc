#include "reporters/report/report.h"

#include <utility>

namespace feluda {

Report::Report(Provenance provenance) : provenance_(std::move(provenance)) {}

void Report::Add(const Run& run) {
  runs_.push_back(run);
  if (IsResult(run)) results_.push_back(ToResult(run));
}

void Report::Extend(const std::vector<Run>& runs) {
  for (const Run& run : runs) Add(run);
}

void Report::set_load_at_end(nlohmann::ordered_json load) {
  provenance_.system_info["load_at_end"] = std::move(load);
}

std::vector<OperatorStatistics> Report::Statistics() const {
  return Summarize(results_);
}

}  // namespace feluda
