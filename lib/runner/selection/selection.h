// Selects the benchmarks that this process runs: those of its shard, without
// those that an earlier report has.
//
//   Selection selection(*ListBenchmarks(argv[0]));
//   selection.Keep(shard);
//   absl::Status status = selection.Resume("results/old.json", here);
//   IsolatedRunner runner(selection.to_run(), options);
//   ResumedReporter reporter(selection.names(), *selection.LoadResumed(here()),
//                            next);

#ifndef LIB_RUNNER_SELECTION_SELECTION_H_
#define LIB_RUNNER_SELECTION_SELECTION_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/provenance/provenance.h"
#include "lib/runner/selection/resume.h"
#include "lib/runner/selection/shard.h"

namespace feluda {

class Selection {
 public:
  explicit Selection(std::vector<std::string> names);

  // Keeps only these benchmarks, in this order.
  void Keep(std::vector<std::string> names);

  // Keeps the shard's benchmarks. Every report says which shard it is:
  // `shard_index` and `total_shards` are added to Google Benchmark's context.
  void Keep(const Shard& shard);

  // Sets how many rounds each benchmark runs. Call it before Resume().
  void set_rounds(int64_t rounds) { rounds_ = rounds; }

  // Removes from to_run() the benchmarks that the report at `path` has
  // measured, in all rounds, and adds `resumed_from` to Google Benchmark's
  // context. Reads the file and calls `here` in another process, so that
  // neither leaves a trace in the benchmarks' processes, which are copies of
  // this one. Errors are those of LoadResumedResults(). REQUIRES: this process
  // has one thread.
  absl::Status Resume(const std::string& path,
                      const std::function<Provenance()>& here);

  // Reads the results that Resume() found, now in this process; empty if
  // nothing is resumed. Errors: those of LoadResumedResults(), or the file has
  // changed since.
  absl::StatusOr<ResumedResults> LoadResumed(const Provenance& here) const;

  // The benchmarks that the report will have, and those that have to run.
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::string>& to_run() const { return to_run_; }

  // What names() was before a shard was kept.
  const std::vector<std::string>& unsharded() const {
    return unsharded_.empty() ? names_ : unsharded_;
  }

  // Returns how many rounds the resumed report has of each benchmark of
  // to_run().
  std::vector<int64_t> RoundsThere() const;

  // Whether to_run() differs from the names that this was made with.
  bool IsNarrowed() const { return is_narrowed_; }

  // Returns a --benchmark_filter that picks exactly to_run().
  // REQUIRES: to_run() is not empty.
  std::string Filter() const;

 private:
  std::vector<std::string> names_;
  std::vector<std::string> to_run_;
  std::vector<std::string> unsharded_;
  bool is_narrowed_ = false;
  int64_t rounds_ = 0;
  std::map<std::string, int64_t> rounds_there_;
  std::string resumed_from_;
};

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_SELECTION_H_
