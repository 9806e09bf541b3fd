// Shows how far a run is: on a terminal in one line that is updated, elsewhere
// in a plain line for each benchmark.
//
//   [ 4/12] cluster_embeddings_kmeans/small   12 s elapsed, about 40 s left

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
  // `expected` is how long benchmarks took before, where that is known.
  Progress(std::vector<std::string> names,
           std::map<std::string, absl::Duration> expected, bool is_terminal,
           std::ostream& out);

  void Start(size_t benchmark, absl::Time now);
  // Updates the line on a terminal.
  void Tick(absl::Time now);
  void End(size_t benchmark, absl::Duration elapsed);
  // Removes the line, before something else is printed.
  void Clear();

  // Estimates the time left from what benchmarks took before, or else from the
  // mean of those that have ended. InfiniteDuration if nothing is known.
  absl::Duration Left(absl::Time now) const;

 private:
  std::string Line(absl::Time now) const;

  const std::vector<std::string> names_;
  const std::map<std::string, absl::Duration> expected_;
  const bool is_terminal_;
  std::ostream& out_;
  // For each benchmark: how long it and all later ones took before, in sum, and
  // how many of them are unknown.
  std::vector<absl::Duration> known_from_;
  std::vector<int64_t> unknown_from_;
  size_t current_ = 0;
  absl::Time run_began_ = absl::InfinitePast();
  absl::Time began_;
  absl::Duration ended_elapsed_;
  size_t ended_ = 0;
  bool line_is_there_ = false;
};

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_PROGRESS_H_
