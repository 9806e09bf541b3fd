// Which benchmarks this process runs: a shard's, less what is taken over from
// an earlier report.
//
//   Selection selection(*ListBenchmarks(argv[0]));
//   selection.Keep(shard);
//   absl::Status status = selection.Resume("results/old.json", here);
//   IsolatedRunner runner(selection.to_run(), options);
//   ResumedReporter reporter(selection.names(), *selection.LoadResumed(here()),
//                            next);

#ifndef LIB_RUNNER_SELECTION_SELECTION_H_
#define LIB_RUNNER_SELECTION_SELECTION_H_

#include <functional>
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

  // Keeps the shard's benchmarks. Every report says which shard it is:
  // `shard_index` and `total_shards` are added to Google Benchmark's context.
  void Keep(const Shard& shard);

  // Leaves out of to_run() what that report has as measured, and adds
  // `resumed_from` to the context. The file is read and `here` is called in
  // another process: benchmarks' processes, copies of this one, begin without
  // traces of either. Errors are LoadResumedResults()'s.
  // REQUIRES: this process has one thread.
  absl::Status Resume(const std::string& path,
                      const std::function<Provenance()>& here);

  // What Resume() left out, read again, now in this process. Nothing where
  // nothing is resumed. Error: as well where the file is another one by now.
  absl::StatusOr<ResumedResults> LoadResumed(const Provenance& here) const;

  // What the report is to have, and what of it has to run.
  const std::vector<std::string>& names() const { return names_; }
  const std::vector<std::string>& to_run() const { return to_run_; }

  // Whether to_run() is not what it was made with.
  bool IsNarrowed() const { return is_narrowed_; }

  // A --benchmark_filter that picks to_run() alone. REQUIRES: that is not
  // empty.
  std::string Filter() const;

 private:
  std::vector<std::string> names_;
  std::vector<std::string> to_run_;
  bool is_narrowed_ = false;
  std::string resumed_from_;
};

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_SELECTION_H_
