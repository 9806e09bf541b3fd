#include "reporters/console/run_counts.h"

#include <algorithm>

#include "lib/runs/families.h"
#include "lib/runs/run_outcome.h"
#include "reporters/report/result.h"

namespace feluda {

using Run = benchmark::BenchmarkReporter::Run;

void RunCounts::Add(const Run& run) {
  if (IsComplexityRow(run)) return;
  if (Skipped(run)) {
    ++skipped_;
  } else if (Failed(run)) {
    ++failed_;
    ++counts_[run.run_name.str()].failed;
  } else if (IsResult(run)) {
    ++measured_;
    ++counts_[run.run_name.str()].measured;
  } else {
    AddAggregate(run);
  }
}

void RunCounts::AddAggregate(const Run& run) {
  Counts& counts = counts_[run.run_name.str()];
  if (counts.measured > 0) return;
  if (counts.aggregate.empty()) counts.aggregate = run.aggregate_name;
  if (counts.aggregate != run.aggregate_name) return;
  measured_ += std::max<int64_t>(0, run.iterations - counts.failed);
  counts.failed = 0;
}

}  // namespace feluda
