// Merges results of an earlier report with those of the benchmarks that run
// now: the next reporter sees one whole run, in the order of the list.

#ifndef LIB_RUNNER_SELECTION_RESUMED_REPORTER_H_
#define LIB_RUNNER_SELECTION_RESUMED_REPORTER_H_

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "lib/runner/selection/resume.h"
#include "lib/runs/families.h"

namespace feluda {

// Without resumed results it passes on what it gets.
class ResumedReporter : public benchmark::BenchmarkReporter {
 public:
  // `names` are all benchmarks of the list. `next` is not owned.
  ResumedReporter(const std::vector<std::string>& names, ResumedResults resumed,
                  benchmark::BenchmarkReporter& next);

  // Reports at once the resumed results that stand before the first benchmark
  // to run; ReportRuns() reports the later ones when their turn comes.
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  // Reports the remaining resumed results, also after an interruption.
  void Finalize() override;

 private:
  // Reports the resumed results of the list up to the index `end`, exclusive.
  void ReportUpTo(size_t end);
  void ReportBenchmark(const std::string& name);
  void Report(std::vector<Run> runs);

  const std::vector<std::string> names_;
  std::map<std::string, size_t> indices_;
  // The index of a family's last benchmark in the list.
  std::map<std::string, size_t> last_of_family_;
  ResumedResults resumed_;
  const bool resumes_;
  benchmark::BenchmarkReporter& next_;
  FamilyNumbers numbers_;
  size_t reported_ = 0;
};

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_RESUMED_REPORTER_H_
