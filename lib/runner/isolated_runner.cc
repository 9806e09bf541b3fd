#include "lib/runner/isolated_runner.h"

#include <csignal>
#include <cstring>
#include <exception>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "lib/runner/interruption.h"
#include "lib/runs/compat.h"
#include "lib/runs/complexity.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

// A filter that picks benchmarks of that name alone.
std::string ExactFilter(absl::string_view name) {
  std::string filter = "^";
  for (const char c : name) {
    if (std::strchr(".[]{}()*+?|^$\\", c) != nullptr) filter += '\\';
    filter += c;
  }
  return filter + "$";
}

std::string Seconds(absl::Duration duration) {
  return absl::StrFormat("%.1f s", absl::ToDoubleSeconds(duration));
}

std::string DescribeSignal(const ChildEnd& end, const ChildLimits& limits) {
  std::string text = absl::StrCat("killed by ", SignalName(end.value),
                                  " after ", Seconds(end.elapsed));
  if (end.value == SIGKILL) {
    absl::StrAppend(&text, ", as the kernel does when memory runs out");
  } else if (limits.memory_bytes > 0) {
    absl::StrAppend(&text, ", with a memory limit of ",
                    limits.memory_bytes >> 20, " MiB");
  }
  return text;
}

std::string DescribeTimeout(const ChildEnd& end, const ChildLimits& limits) {
  return absl::StrCat("ran over its ", Seconds(limits.timeout),
                      " (--feluda_timeout) and was ",
                      end.value == 0 ? "stopped" : "killed");
}

Run FailedRun(const std::string& name, const std::string& message) {
  Run run;
  run.run_name.function_name = name;
  run.run_type = Run::RT_Iteration;
  run.iterations = 0;
  run.threads = 1;
  run.repetitions = 1;
  run.repetition_index = 0;
  run.per_family_instance_index = 0;
  run.time_unit = benchmark::kMillisecond;
  MarkFailed(run, message);
  return run;
}

// The family of a benchmark that told nothing of itself.
std::string GuessFamily(const std::string& name, const std::string& previous) {
  const bool may_be_next_member =
      !previous.empty() && name.rfind(previous + "/", 0) == 0;
  return may_be_next_member ? previous : name;
}

}  // namespace

std::string DescribeFailure(const ChildEnd& end, const ChildLimits& limits,
                            const absl::StatusOr<PipedRuns>& piped) {
  std::string text;
  switch (end.cause) {
    case ChildEnd::Cause::kExited:
      if (!piped.ok()) {
        text = absl::StrCat("its result cannot be read: ",
                            piped.status().message());
      } else if (!piped->error.empty()) {
        text = piped->error;
      } else if (!piped->ended) {
        text = absl::StrCat("exited with status ", end.value, " after ",
                            Seconds(end.elapsed), ", before it was done");
      }
      break;
    case ChildEnd::Cause::kSignalled:
      text = DescribeSignal(end, limits);
      break;
    case ChildEnd::Cause::kTimedOut:
      text = DescribeTimeout(end, limits);
      break;
    case ChildEnd::Cause::kInterrupted:
      text = "interrupted";
      break;
  }
  if (!text.empty() && !end.last_words.empty()) {
    absl::StrAppend(&text, "; its last words:\n", end.last_words);
  }
  return text;
}

IsolatedRunner::IsolatedRunner(std::vector<std::string> names,
                               IsolatedRunnerOptions options)
    : names_(std::move(names)),
      options_(std::move(options)),
      keeper_([this](size_t benchmark,
                     int result_fd) { RunInChild(benchmark, result_fd); },
              options_.interrupted, options_.on_wait) {}

void IsolatedRunner::RunInChild(size_t benchmark, int result_fd) const {
  RunPipeWriter writer(result_fd, options_.complete);
  benchmark::SetBenchmarkFilter(ExactFilter(names_[benchmark]));
  try {
    benchmark::RunSpecifiedBenchmarks(&writer);
    writer.WriteEnd("");
  } catch (const std::exception& exception) {
    writer.WriteEnd(absl::StrCat("threw an exception: ", exception.what()));
  } catch (...) {
    writer.WriteEnd("threw an exception that is not a std::exception");
  }
}

absl::Status IsolatedRunner::RunAll(benchmark::BenchmarkReporter& reporter) {
  for (size_t i = 0; i < names_.size(); ++i) {
    if (options_.interrupted != nullptr && *options_.interrupted != 0) break;
    options_.on_start(i);
    const absl::StatusOr<ChildEnd> end = keeper_.Run(i, options_.limits);
    if (!end.ok()) return end.status();
    if (end->cause == ChildEnd::Cause::kInterrupted) break;
    Report(i, *end, reporter);
    options_.on_end(i, end->elapsed);
  }
  EndFamily(reporter);
  return absl::OkStatus();
}

void IsolatedRunner::Report(size_t benchmark, const ChildEnd& end,
                            benchmark::BenchmarkReporter& reporter) {
  const absl::StatusOr<PipedRuns> piped = ReadRunPipe(end.result);
  if (piped.ok()) {
    for (const std::vector<PipedRun>& batch : piped->batches) {
      ReportBatch(batch, reporter);
    }
  }
  const std::string failure = DescribeFailure(end, options_.limits, piped);
  if (failure.empty()) return;
  const std::string& name = names_[benchmark];
  EnterFamily(GuessFamily(name, family_.name), reporter);
  Run run = FailedRun(name, failure);
  run.family_index = family_.index;
  run.per_family_instance_index = family_.members++;
  reporter.ReportRuns({run});
}

void IsolatedRunner::ReportBatch(const std::vector<PipedRun>& batch,
                                 benchmark::BenchmarkReporter& reporter) {
  EnterFamily(batch.front().family_name, reporter);
  std::vector<Run> runs;
  for (const PipedRun& piped : batch) {
    Run run = piped.run;
    const bool is_aggregate = run.run_type == Run::RT_Aggregate;
    run.family_index = family_.index;
    // Aggregates come after the repetitions that they are of.
    run.per_family_instance_index = family_.members - (is_aggregate ? 1 : 0);
    if (!is_aggregate && !Failed(run) && run.complexity != benchmark::oNone) {
      family_.runs.push_back(run);
    }
    runs.push_back(std::move(run));
  }
  if (runs.front().run_type != Run::RT_Aggregate) ++family_.members;
  reporter.ReportRuns(runs);
}

void IsolatedRunner::EnterFamily(const std::string& name,
                                 benchmark::BenchmarkReporter& reporter) {
  if (name == family_.name) return;
  EndFamily(reporter);
  Family next;
  next.name = name;
  next.index = family_.index + 1;
  family_ = std::move(next);
}

void IsolatedRunner::EndFamily(benchmark::BenchmarkReporter& reporter) {
  std::vector<Run> rows;
  if (!family_.runs.empty()) rows = FitComplexity(family_.runs);
  family_.runs.clear();
  for (Run& row : rows) {
    row.run_name.function_name = family_.name;
    row.per_family_instance_index = 0;
  }
  if (!rows.empty()) reporter.ReportRuns(rows);
}

}  // namespace feluda
