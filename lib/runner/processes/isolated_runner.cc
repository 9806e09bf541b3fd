#include "lib/runner/processes/isolated_runner.h"

#include <exception>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lib/fixture/files/busy_cpus.h"
#include "lib/runner/processes/failure_message.h"
#include "lib/runner/processes/family_reporter.h"
#include "lib/runner/processes/run_pipe.h"
#include "lib/runner/selection/exact_filter.h"

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

}  // namespace

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
    const size_t ran = options_.host(names_[benchmark], writer);
    writer.WriteEnd(ran == 0 ? "Google Benchmark does not find it by its name"
                             : "");
  } catch (const std::exception& exception) {
    writer.WriteEnd(absl::StrCat("threw an exception: ", exception.what()));
  } catch (...) {
    writer.WriteEnd("threw an exception that is not a std::exception");
  }
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
  return process;
}

}  // namespace feluda
