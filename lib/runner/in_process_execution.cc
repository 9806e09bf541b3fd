#include <vector>

#include "lib/fixture/run_completion.h"
#include "lib/runner/execution.h"
#include "lib/runs/complexity.h"

namespace feluda {
namespace {

// Completes the runs that Google Benchmark reports and hands them on; it does
// not hand on the context and the end.
class CompletingReporter : public benchmark::BenchmarkReporter {
 public:
  explicit CompletingReporter(benchmark::BenchmarkReporter& next)
      : next_(next) {}

  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> completed = runs;
    completer_.Complete(completed);
    AddSizes(completed);
    next_.ReportRuns(completed);
  }

 private:
  benchmark::BenchmarkReporter& next_;
  RunCompleter completer_;
};

class InProcessExecution : public Execution {
 public:
  explicit InProcessExecution(std::string filter)
      : filter_(std::move(filter)) {}

  absl::Status RunAll(benchmark::BenchmarkReporter& reporter) override {
    CompletingReporter completing(reporter);
    if (!filter_.empty()) benchmark::SetBenchmarkFilter(filter_);
    benchmark::RunSpecifiedBenchmarks(&completing);
    return absl::OkStatus();
  }

 private:
  const std::string filter_;
};

}  // namespace

std::unique_ptr<Execution> MakeInProcessExecution(const std::string& filter) {
  return std::make_unique<InProcessExecution>(filter);
}

}  // namespace feluda
