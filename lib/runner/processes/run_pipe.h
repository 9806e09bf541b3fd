// Hands the runs of a child process to its parent through a pipe: one line of
// JSON for each batch, and a last line that says the child came to its end. A
// run is written as in Google Benchmark's own JSON, and beside it the fields
// that this leaves out.

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

// The child's side: a reporter that writes to a descriptor. If a benchmark
// forks, only the process that made the writer writes.
class RunPipeWriter : public benchmark::BenchmarkReporter {
 public:
  // `complete` is applied to the runs before they are written.
  RunPipeWriter(int descriptor,
                std::function<void(std::vector<Run>&)> complete);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;

  // Writes the last line. `error` says what went wrong outside of any run;
  // empty if nothing did.
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
  // aggregates. Its complexity rows are left out, since the child saw only one
  // member of the family.
  std::vector<std::vector<benchmark::BenchmarkReporter::Run>> batches;
  // Whether the child wrote its last line.
  bool ended = false;
  // What the last line says went wrong; empty where nothing did.
  std::string error;
};

// The parent's side: returns the runs, which equal the child's bit by bit,
// except for text that is not UTF-8. Error: `text` is not what a writer writes.
// The memory that a run's memory_result points to is never freed, since Google
// Benchmark's runs do not own it. REQUIRES: the writer was a fork of this
// process.
absl::StatusOr<PipedRuns> ReadRunPipe(absl::string_view text);

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_RUN_PIPE_H_
