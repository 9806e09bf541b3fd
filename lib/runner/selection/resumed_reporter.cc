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
      resumes_(!resumed_.runs.empty()),
      next_(next) {
  for (size_t i = 0; i < names_.size(); ++i) {
    places_[names_[i]] = i;
    ends_of_families_[FamilyName(names_[i])] = i;
  }
}

bool ResumedReporter::ReportContext(const Context& context) {
  if (!next_.ReportContext(context)) return false;
  const auto runs_now = [this](const std::string& name) {
    return resumed_.runs.count(name) == 0;
  };
  const auto first = std::find_if(names_.begin(), names_.end(), runs_now);
  TellUpTo(static_cast<size_t>(std::distance(names_.begin(), first)));
  return true;
}

void ResumedReporter::ReportRuns(const std::vector<Run>& runs) {
  if (!runs.empty() && !IsComplexityRow(runs.front())) {
    const auto place = places_.find(runs.front().run_name.str());
    if (place != places_.end()) TellUpTo(place->second);
  }
  Tell(runs);
}

void ResumedReporter::Finalize() {
  TellUpTo(names_.size());
  next_.Finalize();
}

void ResumedReporter::TellUpTo(size_t end) {
  for (; told_ < end; ++told_) {
    TellBenchmark(names_[told_]);
    const auto rows = resumed_.complexity_rows.find(FamilyName(names_[told_]));
    if (rows == resumed_.complexity_rows.end()) continue;
    if (ends_of_families_[rows->first] == told_) Tell(std::move(rows->second));
  }
}

// As Google Benchmark does: first the repetitions, then their aggregates.
void ResumedReporter::TellBenchmark(const std::string& name) {
  const auto found = resumed_.runs.find(name);
  if (found == resumed_.runs.end()) return;
  std::vector<Run> repetitions;
  std::vector<Run> aggregates;
  for (Run& run : found->second) {
    (run.run_type == Run::RT_Aggregate ? aggregates : repetitions)
        .push_back(std::move(run));
  }
  Tell(std::move(repetitions));
  if (!aggregates.empty()) Tell(std::move(aggregates));
}

void ResumedReporter::Tell(std::vector<Run> runs) {
  if (resumes_) {
    for (Run& run : runs) numbers_.Number(run);
  }
  next_.ReportRuns(runs);
}

}  // namespace feluda
