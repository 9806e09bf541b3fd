#include "lib/runner/multi_reporter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

bool IsAggregate(const Run& run) { return run.run_type == Run::RT_Aggregate; }

// Whether a run is shown where only aggregates are asked for: those, what has
// none, and failures.
bool StandsForItself(const Run& run) {
  return IsAggregate(run) || run.repetitions <= 1 || Failed(run);
}

std::vector<Run> WithoutRepetitions(const std::vector<Run>& runs) {
  std::vector<Run> left;
  std::copy_if(runs.begin(), runs.end(), std::back_inserter(left),
               StandsForItself);
  return left;
}

}  // namespace

MultiReporter::MultiReporter(std::function<void(std::vector<Run>&)> complete)
    : complete_(std::move(complete)) {}

void MultiReporter::Add(benchmark::BenchmarkReporter* reporter,
                        bool aggregates_only) {
  targets_.push_back({reporter, aggregates_only});
}

bool MultiReporter::ReportContext(const Context& context) {
  bool go_on = true;
  for (const Target& target : targets_) {
    go_on = target.reporter->ReportContext(context) && go_on;
  }
  return go_on;
}

void MultiReporter::ReportRuns(const std::vector<Run>& runs) {
  std::vector<Run> completed = runs;
  complete_(completed);
  for (const Run& run : completed) {
    if (IsAggregate(run)) continue;
    ++(Failed(run) ? failed_ : measured_);
  }
  for (const Target& target : targets_) {
    target.reporter->ReportRuns(
        target.aggregates_only ? WithoutRepetitions(completed) : completed);
  }
}

void MultiReporter::Finalize() {
  for (const Target& target : targets_) target.reporter->Finalize();
}

}  // namespace feluda
