#include "lib/runner/processes/isolated_runner.h"

#include <exception>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/runner/processes/failure_message.h"
#include "lib/runner/processes/run_pipe.h"
#include "lib/runner/selection/exact_filter.h"
#include "lib/runs/complexity.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
IsolatedRunner::IsolatedRunner(std::vector<std::string> names,
                               IsolatedRunnerOptions options)
    : names_(std::move(names)),
      options_(std::move(options)),
      supervisor_([this](size_t benchmark,
                         int result_fd) { RunInChild(benchmark, result_fd); },
                  options_.interrupted, options_.on_wait, options_.clean_up) {}

void IsolatedRunner::RunInChild(size_t benchmark, int result_fd) const {
  RunPipeWriter writer(result_fd, options_.complete);
  benchmark::SetBenchmarkFilter(ExactFilter({names_[benchmark]}));
  try {
    const size_t ran = benchmark::RunSpecifiedBenchmarks(&writer);
    writer.WriteEnd(ran == 0 ? "Google Benchmark does not find it by its name"
                             : "");
  } catch (const std::exception& exception) {
    writer.WriteEnd(absl::StrCat("threw an exception: ", exception.what()));
  } catch (...) {
    writer.WriteEnd("threw an exception that is not a std::exception");
  }
}

absl::Status IsolatedRunner::RunAll(benchmark::BenchmarkReporter& reporter) {
  for (size_t i = 0; i < names_.size(); ++i) {
    if (options_.interrupted != nullptr && *options_.interrupted != 0) {
      return absl::OkStatus();
    }
    options_.on_start(i);
    const absl::StatusOr<ChildEnd> end = supervisor_.Run(i, options_.limits);
    if (!end.ok()) return end.status();
    if (end->cause == ChildEnd::Cause::kInterrupted) return absl::OkStatus();
    Report(i, *end, reporter);
    options_.on_end(i, end->elapsed);
  }
  EndFamilies(reporter);
  return absl::OkStatus();
}

void IsolatedRunner::Report(size_t benchmark, const ChildEnd& end,
                            benchmark::BenchmarkReporter& reporter) {
  for (auto& [index, family] : families_) family.newest_in_child = -1;
  const absl::StatusOr<PipedRuns> piped = ReadRunPipe(end.result);
  if (piped.ok()) {
    for (std::vector<Run> batch : piped->batches) {
      for (Run& run : batch) {
        if (run.run_type == Run::RT_Aggregate) continue;
        Set(run.counters, kProcessSeconds, absl::ToDoubleSeconds(end.elapsed));
      }
      ReportBatch(std::move(batch), reporter);
    }
  }
  const std::string failure = DescribeFailure(end, options_.limits, piped);
  if (failure.empty()) return;
  const std::string& name = names_[benchmark];
  Family& family = EnterFamily(GuessFamily(name), /*in_child=*/0, reporter);
  Run run = FailedRun(name, failure);
  run.family_index = family.index;
  run.per_family_instance_index = family.members++;
  reporter.ReportRuns({run});
}

void IsolatedRunner::ReportBatch(std::vector<Run> batch,
                                 benchmark::BenchmarkReporter& reporter) {
  const Run& first = batch.front();
  Family& family =
      EnterFamily(first.run_name.function_name, first.family_index, reporter);
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
  reporter.ReportRuns(batch);
}

std::string IsolatedRunner::GuessFamily(const std::string& name) const {
  const bool may_be_next_member =
      may_have_more_members_ && name.rfind(family_name_ + "/", 0) == 0;
  return may_be_next_member ? family_name_ : name;
}

IsolatedRunner::Family& IsolatedRunner::EnterFamily(
    const std::string& name, int64_t in_child,
    benchmark::BenchmarkReporter& reporter) {
  if (name != family_name_) {
    EndFamilies(reporter);
    family_name_ = name;
    may_have_more_members_ = false;
  }
  const auto [family, is_new] = families_.try_emplace(in_child);
  if (is_new) family->second.index = families_begun_++;
  return family->second;
}

void IsolatedRunner::EndFamilies(benchmark::BenchmarkReporter& reporter) {
  for (const auto& [index, family] : families_) {
    if (family.runs.empty()) continue;
    const std::vector<Run> rows = FitComplexity(family.runs);
    if (!rows.empty()) reporter.ReportRuns(rows);
  }
  families_.clear();
}

}  // namespace feluda
