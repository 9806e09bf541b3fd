// Collects the results of benchmarks that run round by round: each benchmark
// once in each round, in a process of its own. They are reported as Google
// Benchmark reports repetitions, and each run has its round (kRoundIndex).
//
//   RoundResults results({"sort/8", "sort/64"});
//   results.Add(1, first_process);
//   results.Add(0, second_process);
//   results.EndRound();
//   results.Report(reporter);  // sort/8, then sort/64

#ifndef LIB_RUNNER_ROUNDS_ROUND_RESULTS_H_
#define LIB_RUNNER_ROUNDS_ROUND_RESULTS_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "benchmark/benchmark.h"
#include "lib/runner/processes/family_reporter.h"
#include "lib/runner/processes/process_runs.h"

namespace feluda {

// Threads: one thread makes it and uses it.
class RoundResults {
 public:
  using Run = benchmark::BenchmarkReporter::Run;

  // `names` are in the order to report. `resumed` has, by name, the runs of
  // rounds from an earlier report; runs without a round are left out.
  explicit RoundResults(
      std::vector<std::string> names,
      const std::map<std::string, std::vector<Run>>& resumed = {});

  // Adds the runs of a benchmark's process in the round under way. A process
  // that failed is a failed repetition. If it measured several repetitions, its
  // figures are their medians.
  void Add(size_t benchmark, const ProcessRuns& process);

  // Ends the round: what was added counts from now on.
  void EndRound();

  // How many whole rounds there are of a benchmark.
  size_t Rounds(size_t benchmark) const { return whole_[benchmark].size(); }

  // Reports the repetitions of each benchmark, then their aggregates, then the
  // complexity of its family. The round under way is left out, but for
  // benchmarks that have no other.
  void Report(benchmark::BenchmarkReporter& reporter) const;

 private:
  // One process: a run for each benchmark of that name, or a failed one.
  struct Round {
    std::vector<Run> runs;
    // Whether Google Benchmark placed the runs in families.
    bool placed = false;
  };

  std::vector<Round> RoundsToReport(size_t benchmark) const;
  // Makes repetitions of what stands at one place in each round. Returns
  // whether one of them tells the family.
  static bool Collect(const std::vector<Round>& rounds, size_t place,
                      std::vector<Run>& repetitions);

  const std::vector<std::string> names_;
  std::vector<std::vector<Round>> whole_;
  std::vector<std::optional<Round>> under_way_;
};

}  // namespace feluda

#endif  // LIB_RUNNER_ROUNDS_ROUND_RESULTS_H_
