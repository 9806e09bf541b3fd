#include "lib/runner/processes/family_reporter.h"

#include <utility>

#include "lib/runs/complexity.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"

namespace feluda {

using Run = benchmark::BenchmarkReporter::Run;

void FamilyReporter::Report(const std::string& name,
                            const ProcessRuns& process) {
  for (auto& [index, family] : families_) family.newest_in_child = -1;
  for (const std::vector<Run>& batch : process.batches) ReportBatch(batch);
  if (process.failure.empty()) return;
  ReportUnplaced(name, {{FailedRun(name, process.failure)}});
}

void FamilyReporter::ReportUnplaced(
    const std::string& name, const std::vector<std::vector<Run>>& batches) {
  Family& family = EnterFamily(GuessFamily(name), /*in_child=*/0);
  const int64_t member = family.members++;
  for (std::vector<Run> batch : batches) {
    for (Run& run : batch) {
      run.family_index = family.index;
      run.per_family_instance_index = member;
    }
    reporter_.ReportRuns(batch);
  }
}

void FamilyReporter::ReportBatch(std::vector<Run> batch) {
  const Run& first = batch.front();
  Family& family =
      EnterFamily(first.run_name.function_name, first.family_index);
  may_have_more_members_ = first.run_name.str() != first.run_name.function_name;
  // A member's repetitions and their aggregates come in batches of their own.
  if (first.per_family_instance_index != family.newest_in_child) {
    family.newest_in_child = first.per_family_instance_index;
    ++family.members;
  }
  for (Run& run : batch) {
    run.family_index = family.index;
    run.per_family_instance_index = family.members - 1;
    const bool is_aggregate = run.run_type == Run::RT_Aggregate;
    if (!is_aggregate && !Failed(run) && run.complexity != benchmark::oNone) {
      family.runs.push_back(run);
    }
  }
  reporter_.ReportRuns(batch);
}

std::string FamilyReporter::GuessFamily(const std::string& name) const {
  const bool may_be_next_member =
      may_have_more_members_ && name.rfind(family_name_ + "/", 0) == 0;
  return may_be_next_member ? family_name_ : name;
}

FamilyReporter::Family& FamilyReporter::EnterFamily(const std::string& name,
                                                    int64_t in_child) {
  if (name != family_name_) {
    End();
    family_name_ = name;
    may_have_more_members_ = false;
  }
  const auto [family, is_new] = families_.try_emplace(in_child);
  if (is_new) family->second.index = families_begun_++;
  return family->second;
}

void FamilyReporter::End() {
  for (const auto& [index, family] : families_) {
    if (family.runs.empty()) continue;
    const std::vector<Run> rows = FitComplexity(family.runs);
    if (!rows.empty()) reporter_.ReportRuns(rows);
  }
  families_.clear();
}

}  // namespace feluda
