// Tells on stderr how far a run is: on a terminal in one line that lives,
// elsewhere in a plain line a benchmark.
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
  // `expected` is what benchmarks took before, as far as that is known.
  Progress(std::vector<std::string> names,
           std::map<std::string, absl::Duration> expected, bool is_terminal,
           std::ostream& out);

  void Start(size_t benchmark, absl::Time now);
  // Renews the line on a terminal.
  void Tick(absl::Time now);
  void End(size_t benchmark, absl::Duration elapsed);
  // Takes the line away, for something else to be printed.
  void Clear();

  // What is probably left: what benchmarks took before, else the mean of those
  // that have ended. InfiniteDuration where nothing is known.
  absl::Duration Left(absl::Time now) const;

 private:
  std::string Line(absl::Time now) const;

  const std::vector<std::string> names_;
  const std::map<std::string, absl::Duration> expected_;
  const bool is_terminal_;
  std::ostream& out_;
  // What the benchmarks from each on took before, all together, and how many of
  // them are not known.
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
