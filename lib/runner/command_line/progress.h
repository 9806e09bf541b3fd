// Shows how far a run is: on a terminal in one line that is updated, elsewhere
// in a plain line for each benchmark.
//
//   [ 4/12] cluster_embeddings_kmeans/small   12 s elapsed, about 40 s left
//
// If benchmarks run in rounds, the place counts all their processes, and
// elsewhere than on a terminal there is a line for each round:
//
//   [round 3/20] 3 min 20 s elapsed, about 18 min 0 s left

#ifndef LIB_RUNNER_COMMAND_LINE_PROGRESS_H_
#define LIB_RUNNER_COMMAND_LINE_PROGRESS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace feluda {

class Progress {
 public:
  // `expected` is how long benchmarks took before, if known. `times` is how
  // often each runs; empty means once.
  Progress(std::vector<std::string> names,
           std::map<std::string, absl::Duration> expected, bool is_terminal,
           std::ostream& out, std::vector<int64_t> times = {});

  // Call these when a round begins (the first is 1) and when it ends. Without
  // rounds they are not called.
  void StartRound(size_t round, size_t rounds);
  void EndRound(absl::Time now);

  void Start(size_t benchmark, absl::Time now);
  // Updates the line on a terminal.
  void Tick(absl::Time now);
  void End(size_t benchmark, absl::Duration elapsed);

  // Removes the line, before something else is printed.
  void Clear();

  // Estimates the time left from what each benchmark took before, in this run
  // if possible; for others, takes the mean of those that have ended.
  // InfiniteDuration if nothing is known.
  absl::Duration Left(absl::Time now) const;

 private:
  std::string Line(absl::Time now) const;
  std::string TimesText(absl::Time now) const;

  const std::vector<std::string> names_;
  std::map<std::string, absl::Duration> expected_;
  const bool is_terminal_;
  std::ostream& out_;
  // How often benchmarks of a name are still to run; how often all run, from
  // the start; how often those of unknown time are still to run; and how long
  // the others will take. The benchmark that is running counts.
  std::map<std::string, int64_t> left_;
  int64_t all_ = 0;
  int64_t unknown_left_ = 0;
  absl::Duration known_left_;
  std::string round_;
  size_t current_ = 0;
  absl::Time run_began_ = absl::InfinitePast();
  absl::Time began_;
  bool is_running_ = false;
  absl::Duration ended_elapsed_;
  int64_t ended_ = 0;
  bool line_is_there_ = false;
};

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_PROGRESS_H_
