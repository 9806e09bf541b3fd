// The table that is printed while the benchmarks run. Each run has a line with
// the figures that matter most, in units that people read. The end counts the
// runs (and the benchmarks, where they were repeated), and repeats the failures
// with their whole messages.
//
//   Benchmark                          Time      CPU  Memory rise  ...  Allocs
//   cluster_embeddings_kmeans/small  1.21 ms  1.20 ms     +3.1 MiB  ...     214
//
// Time, CPU and allocations are per iteration; CPU is that of all threads and
// of children. The memory rise is how far resident memory rose above where it
// stood before the execution, and the peak heap how far the bytes asked of
// malloc rose.
//
// An aggregate shows only what is true of it; see aggregate_figures.h.

#ifndef REPORTERS_CONSOLE_CONSOLE_H_
#define REPORTERS_CONSOLE_CONSOLE_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"
#include "lib/provenance/provenance.h"
#include "reporters/console/run_counts.h"

namespace feluda {

// Writes to GetOutputStream().
class Console : public benchmark::BenchmarkReporter {
 public:
  // `in_color`: escape sequences make failures and titles stand out.
  explicit Console(Provenance provenance, bool in_color = false);

  bool ReportContext(const Context& context) override;
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

 private:
  struct Failure {
    std::string name;
    std::string message;
    // How many repetitions failed like this, one after another.
    int64_t times = 1;
  };

  void PrintRow(absl::string_view style, absl::string_view name,
                absl::string_view rest);
  std::string Paint(absl::string_view style, absl::string_view text) const;
  void PrintRun(const Run& given);
  void AddFailure(const std::string& name, const std::string& message);

  Provenance provenance_;
  const bool in_color_;
  size_t name_width_ = 0;
  RunCounts counts_;
  std::vector<Failure> failures_;
  // The operators whose models have made-up weights.
  std::set<std::string> synthetic_;
};

}  // namespace feluda

#endif  // REPORTERS_CONSOLE_CONSOLE_H_
