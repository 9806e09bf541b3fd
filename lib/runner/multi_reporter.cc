#include "lib/runner/multi_reporter.h"

#include <map>
#include <string>
#include <utility>

#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

bool IsAggregate(const Run& run) { return run.run_type == Run::RT_Aggregate; }

bool IsMeasured(const Run& run) {
  return !IsAggregate(run) && !Failed(run) && !Skipped(run);
}

// Whether no aggregate stands for the run: Google Benchmark makes them of two
// measured repetitions and more.
bool StandsForItself(const Run& run, int measured_repetitions) {
  return !IsMeasured(run) || run.repetitions <= 1 || measured_repetitions < 2;
}

// The runs without the repetitions for which aggregates stand.
std::vector<Run> WithoutRepetitions(const std::vector<Run>& runs) {
  std::map<std::string, int> measured;
  for (const Run& run : runs) {
    if (IsMeasured(run)) ++measured[run.run_name.str()];
  }
  std::vector<Run> left;
  for (const Run& run : runs) {
    if (StandsForItself(run, measured[run.run_name.str()])) left.push_back(run);
  }
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
    if (Failed(run)) ++failed_;
    if (IsMeasured(run)) ++measured_;
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
