#include "lib/runs/finite_figures.h"

#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "lib/runs/counters.h"
#include "lib/runs/families.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

constexpr char kReason[] = "not a finite number";

bool IsAggregate(const Run& run) { return run.run_type == Run::RT_Aggregate; }

// The name of an absent figure ends at the first '='.
bool CanBeNamed(const std::string& counter) {
  return !counter.empty() && !absl::StrContains(counter, '=');
}

void RemoveCounters(Run& run) {
  std::vector<std::string> removed;
  for (auto it = run.counters.begin(); it != run.counters.end();) {
    if (std::isfinite(it->second.value)) {
      ++it;
      continue;
    }
    removed.push_back(it->first);
    it = run.counters.erase(it);
  }
  if (IsAggregate(run)) return;
  for (const std::string& counter : removed) {
    if (CanBeNamed(counter)) SetAbsent(run.counters, counter, kReason);
  }
}

}  // namespace

bool MakeFinite(Run& run) {
  RemoveCounters(run);
  if (IsComplexityRow(run)) return true;
  if (!std::isfinite(run.real_accumulated_time)) {
    if (IsAggregate(run)) return false;
    if (!Failed(run) && !Skipped(run)) {
      MarkFailed(run, "real_time is not a finite number");
    }
    run.real_accumulated_time = run.cpu_accumulated_time = 0;
  }
  if (!std::isfinite(run.cpu_accumulated_time)) {
    run.cpu_accumulated_time = 0;
    SetAbsent(run.counters, kCpuTime, kReason);
  }
  return true;
}

}  // namespace feluda
