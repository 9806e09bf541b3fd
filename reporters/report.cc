#include "reporters/report.h"

#include <utility>

namespace feluda {

Report::Report(Context context) : context_(std::move(context)) {}

void Report::Add(const Run& run) {
  runs_.push_back(run);
  if (IsResult(run)) results_.push_back(ToResult(run));
}

void Report::Extend(const std::vector<Run>& runs) {
  for (const Run& run : runs) Add(run);
}

std::vector<OperatorStatistics> Report::Statistics() const {
  return Summarize(results_);
}

}  // namespace feluda
