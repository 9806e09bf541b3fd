// Weaves what was taken over from an earlier report into what runs now, so that
// the next reporter sees one whole run, in the order of the list.

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

// With nothing taken over it hands on what it gets.
class ResumedReporter : public benchmark::BenchmarkReporter {
 public:
  // `names` are all benchmarks of the list. `next` is not owned.
  ResumedReporter(const std::vector<std::string>& names, ResumedResults resumed,
                  benchmark::BenchmarkReporter& next);

  // What stands before the first benchmark that has to run is told at once,
  // what stands later when its turn comes.
  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  // Tells what is left, also where the run was interrupted before its turn.
  void Finalize() override;

 private:
  // Tells what was taken over of the list up to that place.
  void TellUpTo(size_t end);
  void TellBenchmark(const std::string& name);
  void Tell(std::vector<Run> runs);

  const std::vector<std::string> names_;
  std::map<std::string, size_t> places_;
  // Where the family's last benchmark stands in the list.
  std::map<std::string, size_t> ends_of_families_;
  ResumedResults resumed_;
  const bool resumes_;
  benchmark::BenchmarkReporter& next_;
  FamilyNumbers numbers_;
  size_t told_ = 0;
};

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_RESUMED_REPORTER_H_
