#include "lib/runner/selection/resumed_reporter.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace feluda {

using Run = benchmark::BenchmarkReporter::Run;

ResumedReporter::ResumedReporter(const std::vector<std::string>& names,
                                 ResumedResults resumed,
                                 benchmark::BenchmarkReporter& next)
    : names_(names),
      resumed_(std::move(resumed)),
      resumes_(!resumed_.runs.empty() || !resumed_.started.empty()),
      next_(next) {
  for (size_t i = 0; i < names_.size(); ++i) {
    indices_[names_[i]] = i;
    last_of_family_[FamilyName(names_[i])] = i;
  }
}

bool ResumedReporter::ReportContext(const Context& context) {
  if (!next_.ReportContext(context)) return false;
  const auto runs_now = [this](const std::string& name) {
    return resumed_.runs.count(name) == 0;
  };
  const auto first = std::find_if(names_.begin(), names_.end(), runs_now);
  ReportUpTo(static_cast<size_t>(std::distance(names_.begin(), first)));
  return true;
}

void ResumedReporter::ReportRuns(const std::vector<Run>& runs) {
  if (!runs.empty() && !IsComplexityRow(runs.front())) {
    const auto place = indices_.find(runs.front().run_name.str());
    if (place != indices_.end()) ReportUpTo(place->second);
  }
  Report(runs);
}

void ResumedReporter::Finalize() {
  ReportUpTo(names_.size());
  next_.Finalize();
}

void ResumedReporter::ReportUpTo(size_t end) {
  for (; reported_ < end; ++reported_) {
    ReportBenchmark(names_[reported_]);
    const auto rows =
        resumed_.complexity_rows.find(FamilyName(names_[reported_]));
    if (rows == resumed_.complexity_rows.end()) continue;
    if (last_of_family_[rows->first] == reported_) {
      Report(std::move(rows->second));
    }
  }
}

// Reports the repetitions first and then their aggregates, as Google Benchmark
// does.
void ResumedReporter::ReportBenchmark(const std::string& name) {
  const auto found = resumed_.runs.find(name);
  if (found == resumed_.runs.end()) return;
  std::vector<Run> repetitions;
  std::vector<Run> aggregates;
  for (Run& run : found->second) {
    (run.run_type == Run::RT_Aggregate ? aggregates : repetitions)
        .push_back(std::move(run));
  }
  Report(std::move(repetitions));
  if (!aggregates.empty()) Report(std::move(aggregates));
}

void ResumedReporter::Report(std::vector<Run> runs) {
  if (resumes_) {
    for (Run& run : runs) numbers_.Number(run);
  }
  next_.ReportRuns(runs);
}

}  // namespace feluda
