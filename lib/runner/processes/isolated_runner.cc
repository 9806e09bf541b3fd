#include "lib/runner/processes/isolated_runner.h"

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/fixture/workers/workers_trial.h"
#include "lib/provenance/machine/busy_cpus.h"
#include "lib/runner/processes/failure_message.h"
#include "lib/runner/processes/family_reporter.h"
#include "lib/runner/processes/run_pipe.h"
#include "lib/runner/selection/exact_filter.h"
#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/runs/run_outcome.h"
#include "lib/runs/workers/worker_figures.h"

namespace feluda {
namespace {

// The machine's CPU time that a child did not take; nullopt where it cannot be
// read.
std::optional<absl::Duration> OtherCpu(std::optional<double> busy_before,
                                       const ChildEnd& end) {
  const std::optional<double> busy = ReadBusyCpuSeconds("");
  if (!busy_before.has_value() || !busy.has_value()) return std::nullopt;
  return absl::Seconds(*busy - *busy_before) - end.cpu;
}

using Run = benchmark::BenchmarkReporter::Run;

// Why there is no trial, as SetAbsent() has it.
constexpr char kTrial[] = "workers_trial";

class NullReporter : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>&) override {}
};

bool IsMeasured(const ProcessRuns& process) {
  if (!process.failure.empty() || process.batches.empty()) return false;
  for (const Run& run : process.batches.front()) {
    if (run.run_type == Run::RT_Iteration && !Failed(run)) return true;
  }
  return false;
}

// Adds to each run of `process` the counters of `from`.
void AddCounters(const Counters& from, ProcessRuns& process) {
  for (std::vector<Run>& batch : process.batches) {
    for (Run& run : batch) {
      if (run.run_type == Run::RT_Aggregate) continue;
      run.counters.insert(from.begin(), from.end());
    }
  }
}

}  // namespace

IsolatedRunner::IsolatedRunner(std::vector<std::string> names,
                               IsolatedRunnerOptions options)
    : names_(std::move(names)),
      options_(std::move(options)),
      trials_(
          names_, options_.runs_in_workers != nullptr
                      ? options_.runs_in_workers
                      : [](const std::string&) { return false; }),
      supervisor_(
          [this](size_t task, int result_fd) { RunTask(task, result_fd); },
          options_.interrupted, options_.on_wait, options_.clean_up) {}

void IsolatedRunner::RunTask(size_t task, int result_fd) const {
  if (task < names_.size()) {
    RunInChild(task, result_fd);
  } else {
    TryWorkersInChild(task - names_.size(), result_fd);
  }
}

void IsolatedRunner::RunInChild(size_t benchmark, int result_fd) const {
  RunPipeWriter writer(result_fd, options_.complete);
  benchmark::SetBenchmarkFilter(ExactFilter({names_[benchmark]}));
  try {
    const size_t ran = options_.host(names_[benchmark], writer);
    writer.WriteEnd(ran == 0 ? "Google Benchmark does not find it by its name"
                             : "");
  } catch (const std::exception& exception) {
    writer.WriteEnd(absl::StrCat("threw an exception: ", exception.what()));
  } catch (...) {
    writer.WriteEnd("threw an exception that is not a std::exception");
  }
}

// What was found out goes to the parent as a run.
void IsolatedRunner::TryWorkersInChild(size_t benchmark, int result_fd) const {
  RunPipeWriter writer(result_fd, [](std::vector<Run>&) {});
  const std::string& name = names_[benchmark];
  benchmark::SetBenchmarkFilter(ExactFilter({name}));
  const absl::StatusOr<WorkersTrial> trial = TryWorkers([&] {
    NullReporter nobody;
    options_.host(name, nobody);
  });
  Run run = NewRun(name);
  if (trial.ok()) {
    SetWorkersTrial(run.counters, *trial);
  } else {
    SetAbsent(run.counters, kTrial, trial.status().message());
  }
  writer.ReportRuns({run});
  writer.WriteEnd("");
}

// A trial that fails is no failure of the benchmark's: its figure is absent.
void IsolatedRunner::AddTrial(size_t benchmark, ProcessRuns& process) {
  const absl::StatusOr<ChildEnd> end =
      supervisor_.Run(names_.size() + benchmark, options_.limits);
  Counters counters;
  if (!end.ok()) {
    SetAbsent(counters, kTrial, end.status().message());
  } else {
    const absl::StatusOr<PipedRuns> piped = ReadRunPipe(end->result);
    const std::string failure = DescribeFailure(*end, options_.limits, piped);
    if (failure.empty() && !piped->batches.empty()) {
      counters = piped->batches.front().front().counters;
    } else {
      SetAbsent(counters, kTrial, failure);
    }
  }
  trials_.Tried(benchmark, GetWorkersTrial(counters).has_value());
  AddCounters(counters, process);
}

absl::Status IsolatedRunner::RunAll(benchmark::BenchmarkReporter& reporter) {
  FamilyReporter families(reporter);
  for (size_t i = 0; i < names_.size(); ++i) {
    options_.on_start(i);
    const absl::StatusOr<std::optional<ProcessRuns>> process = RunOne(i);
    if (!process.ok()) return process.status();
    if (!process->has_value()) return absl::OkStatus();
    families.Report(names_[i], **process);
    options_.on_end(i, (*process)->elapsed);
  }
  families.End();
  return absl::OkStatus();
}

absl::StatusOr<std::optional<ProcessRuns>> IsolatedRunner::RunOne(
    size_t benchmark) {
  if (options_.interrupted != nullptr && *options_.interrupted != 0) {
    return std::nullopt;
  }
  const std::optional<double> busy_before = ReadBusyCpuSeconds("");
  const absl::StatusOr<ChildEnd> end =
      supervisor_.Run(benchmark, options_.limits);
  if (!end.ok()) return end.status();
  if (end->cause == ChildEnd::Cause::kInterrupted) return std::nullopt;
  absl::StatusOr<PipedRuns> piped = ReadRunPipe(end->result);
  ProcessRuns process;
  process.failure = DescribeFailure(*end, options_.limits, piped);
  process.elapsed = end->elapsed;
  process.other_cpu = OtherCpu(busy_before, *end);
  if (!piped.ok()) return process;
  process.batches = std::move(piped->batches);
  for (std::vector<Run>& batch : process.batches) {
    for (Run& run : batch) {
      if (run.run_type == Run::RT_Aggregate) continue;
      TellProcess(process, run);
    }
  }
  if (trials_.IsWanted(benchmark) && IsMeasured(process)) {
    AddTrial(benchmark, process);
  }
  return process;
}

}  // namespace feluda
