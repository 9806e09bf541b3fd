// Reports the runs of benchmarks that each ran in a process of its own as if
// all had run in one: their families are numbered, and complexity rows follow
// the last member of a family.
//
//   FamilyReporter families(reporter);
//   families.Report("sort/8", runs);  // a benchmark after the other
//   families.End();

#ifndef LIB_RUNNER_PROCESSES_FAMILY_REPORTER_H_
#define LIB_RUNNER_PROCESSES_FAMILY_REPORTER_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "lib/runner/processes/process_runs.h"

namespace feluda {

// Threads: one thread makes it and uses it.
class FamilyReporter {
 public:
  using Run = benchmark::BenchmarkReporter::Run;

  // `reporter` is not owned.
  explicit FamilyReporter(benchmark::BenchmarkReporter& reporter)
      : reporter_(reporter) {}

  // Reports the runs of a benchmark's process, and then a failed run if the
  // process did not come to its end. Call it for the members of a family one
  // after another.
  void Report(const std::string& name, const ProcessRuns& process);

  // Reports batches of runs that no process of the benchmark reported; their
  // family is guessed from the name.
  void ReportUnplaced(const std::string& name,
                      const std::vector<std::vector<Run>>& batches);

  // Reports the complexity of the last family. Without it the last family has
  // none, which is right where some of its members are missing.
  void End();

 private:
  // Benchmarks that were registered together and run one after another.
  struct Family {
    int64_t index = 0;
    // How many members were reported so far, and the last one's index in its
    // process.
    int64_t members = 0;
    int64_t newest_in_child = -1;
    // The runs that its complexity is fitted to.
    std::vector<Run> runs;
  };

  void ReportBatch(std::vector<Run> batch);
  std::string GuessFamily(const std::string& name) const;
  Family& EnterFamily(const std::string& name, int64_t in_child);

  benchmark::BenchmarkReporter& reporter_;
  std::string family_name_;
  // The families of that name, by their index in a child: where several share a
  // name, a child runs the members of all of them.
  std::map<int64_t, Family> families_;
  int64_t families_begun_ = 0;
  bool may_have_more_members_ = false;
};

}  // namespace feluda

#endif  // LIB_RUNNER_PROCESSES_FAMILY_REPORTER_H_
