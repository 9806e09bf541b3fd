// One reporter that feeds many: Google Benchmark itself takes one for stdout
// and one for a file.
//
//   RunCompleter completer;
//   MultiReporter reporters([&](auto& runs) { completer.Complete(runs); });
//   reporters.Add(&console, /*aggregates_only=*/true);
//   reporters.Add(&report);
//   benchmark::RunSpecifiedBenchmarks(&reporters);

#ifndef LIB_RUNNER_MULTI_REPORTER_H_
#define LIB_RUNNER_MULTI_REPORTER_H_

#include <functional>
#include <vector>

#include "benchmark/benchmark.h"

namespace feluda {

class MultiReporter : public benchmark::BenchmarkReporter {
 public:
  // `complete` is applied to the runs before any reporter sees them.
  explicit MultiReporter(std::function<void(std::vector<Run>&)> complete);

  // `reporter` is not owned and must outlive this. With `aggregates_only` it
  // does not get the measured repetitions of a benchmark that has aggregates.
  // It still gets failures, skipped runs, and a single repetition that was
  // measured among failures, which has no aggregates.
  void Add(benchmark::BenchmarkReporter* reporter,
           bool aggregates_only = false);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

  // How many runs were measured so far, and how many failed. Aggregates and
  // skipped runs do not count.
  int measured() const { return measured_; }
  int failed() const { return failed_; }

 private:
  struct Target {
    benchmark::BenchmarkReporter* reporter;
    bool aggregates_only;
  };

  std::function<void(std::vector<Run>&)> complete_;
  std::vector<Target> targets_;
  int measured_ = 0;
  int failed_ = 0;
};

}  // namespace feluda

#endif  // LIB_RUNNER_MULTI_REPORTER_H_
