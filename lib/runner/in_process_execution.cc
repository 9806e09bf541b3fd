#include <cstdint>
#include <map>
#include <vector>

#include "lib/fixture/run_completion.h"
#include "lib/runner/execution.h"
#include "lib/runner/family_complexity.h"
#include "lib/runs/complexity.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

// Completes the runs that Google Benchmark reports and hands them on, a
// family's rows of complexity after it; it does not hand on the context and the
// end.
class CompletingReporter : public benchmark::BenchmarkReporter {
 public:
  // With `interleaved` runs of several families come mixed.
  CompletingReporter(benchmark::BenchmarkReporter& next, bool interleaved)
      : next_(next), interleaved_(interleaved) {}

  bool ReportContext(const Context&) override { return true; }

  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> completed = runs;
    completer_.Complete(completed);
    RestoreComplexity(completed);
    AddSizes(completed);
    const int64_t family = completed.front().family_index;
    if (!interleaved_ && families_.count(family) == 0) EndFamilies();
    Keep(completed, families_[family]);
    next_.ReportRuns(completed);
  }

  // Reports the rows of the families that are not yet ended.
  void EndFamilies() {
    for (const auto& [index, family] : families_) {
      if (family.empty()) continue;
      const std::vector<Run> rows = FitComplexity(family);
      if (!rows.empty()) next_.ReportRuns(rows);
    }
    families_.clear();
  }

 private:
  static void Keep(const std::vector<Run>& runs, std::vector<Run>& family) {
    for (const Run& run : runs) {
      if (run.run_type == Run::RT_Aggregate || Failed(run)) continue;
      if (run.complexity != benchmark::oNone) family.push_back(run);
    }
  }

  benchmark::BenchmarkReporter& next_;
  const bool interleaved_;
  RunCompleter completer_;
  // What was measured of each family with Complexity().
  std::map<int64_t, std::vector<Run>> families_;
};

class InProcessExecution : public Execution {
 public:
  InProcessExecution(std::string filter, bool interleaved)
      : filter_(std::move(filter)), interleaved_(interleaved) {}

  absl::Status RunAll(benchmark::BenchmarkReporter& reporter,
                      const RoundsContext& /*rounds*/) override {
    CompletingReporter completing(reporter, interleaved_);
    if (!filter_.empty()) benchmark::SetBenchmarkFilter(filter_);
    benchmark::RunSpecifiedBenchmarks(&completing);
    completing.EndFamilies();
    return absl::OkStatus();
  }

 private:
  const std::string filter_;
  const bool interleaved_;
};

}  // namespace

std::unique_ptr<Execution> MakeInProcessExecution(const std::string& filter,
                                                  bool interleaved) {
  return std::make_unique<InProcessExecution>(filter, interleaved);
}

}  // namespace feluda
