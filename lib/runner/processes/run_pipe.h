// How a child hands its runs to its parent: a line of JSON a batch, in the form
// of Google Benchmark's own JSON with what that leaves out beside it, and a
// last line that says the child came to its end.

#ifndef LIB_RUNNER_PROCESSES_RUN_PIPE_H_
#define LIB_RUNNER_PROCESSES_RUN_PIPE_H_

#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"

namespace feluda {

// The child's side: a reporter that writes to a descriptor. A benchmark that
// forks may come here in two processes: only that which made it writes.
class RunPipeWriter : public benchmark::BenchmarkReporter {
 public:
  // `complete` is applied to the runs before they are written.
  RunPipeWriter(int descriptor,
                std::function<void(std::vector<Run>&)> complete);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;

  // Says that all went well, or what went wrong outside of any run.
  void WriteEnd(absl::string_view error);

 private:
  void WriteLine(const std::string& line);

  const int descriptor_;
  const pid_t owner_;
  const std::function<void(std::vector<Run>&)> complete_;
};

// What a child wrote.
struct PipedRuns {
  // Google Benchmark reports in batches: a benchmark's repetitions, then their
  // aggregates. Its own complexity rows, made of one member of a family, are
  // left out.
  std::vector<std::vector<benchmark::BenchmarkReporter::Run>> batches;
  // The child came to its end.
  bool ended = false;
  // What it said went wrong, if anything.
  std::string error;
};

// The parent's side. Runs are as they were in the child, bit by bit, but for
// text that is no UTF-8. Error: what is not of that form. Memory that a run's
// memory_result points to is never freed.
// REQUIRES: the writer was a fork of this process.
absl::StatusOr<PipedRuns> ReadRunPipe(absl::string_view text);

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_RUN_PIPE_H_
