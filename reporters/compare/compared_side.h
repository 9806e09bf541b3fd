// One side of a comparison: the runs of one or several files, as figures of
// processes.
//
// The unit is the process, since the repetitions inside one share the layout of
// its memory and say little about the next one's. Each round of a report is a
// process (see kRoundIndex in lib/runs/counters.h). All other repetitions of a
// benchmark in one file are one process, whose figure is their median. The mean
// of a benchmark with aggregates alone counts as one process's figure.

#ifndef REPORTERS_COMPARE_COMPARED_SIDE_H_
#define REPORTERS_COMPARE_COMPARED_SIDE_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/strings/string_view.h"
#include "lib/base/facts.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/json/run_reader.h"
#include "reporters/compare/metric.h"

namespace feluda {

inline constexpr size_t kMetricCount = std::size(kMetrics);

struct ProcessFigures {
  // Its round, or -1 where its file does not tell.
  int64_t round = -1;
  // The figure of each metric; NaN where it was not measured.
  std::array<double, kMetricCount> values;
  // The metrics that differ between its repetitions.
  std::bitset<kMetricCount> varies;
  // How long it ran, and the CPU time that other programs took meanwhile; both
  // NaN where its file does not tell.
  double seconds = std::numeric_limits<double>::quiet_NaN();
  double other_cpu_seconds = std::numeric_limits<double>::quiet_NaN();
};

struct ComparedBenchmark {
  std::string name;
  // In the order in which they were measured; none where all runs failed.
  std::vector<ProcessFigures> processes;
  // How many runs failed, and what the first of them said.
  int64_t failures = 0;
  std::string failure;
  // What was measured: seed, weights and the size of the input.
  Facts facts;
};

class ComparedSide {
 public:
  // Adds the runs of a file, which is called `file`.
  void Add(absl::string_view file, const RecordedRuns& recorded);

  const std::vector<std::string>& files() const { return files_; }
  const std::vector<Provenance>& provenances() const { return provenances_; }
  const std::vector<ComparedBenchmark>& benchmarks() const {
    return benchmarks_;
  }
  // The CPUs of the machine, the fewest that any file tells; 1 where none does.
  double cpus() const;
  // Null where there is none of that name.
  const ComparedBenchmark* Find(const std::string& name) const;

  // Returns a side with these rounds alone, numbered anew in this order; a
  // round may be named several times. Processes without a round are left out.
  ComparedSide WithRounds(const std::vector<int64_t>& rounds) const;

  // Makes up a change: multiplies a figure of all processes of a benchmark by
  // `factor` and adds `more`. REQUIRES: the benchmark is there.
  void Change(const std::string& name, ComparedMetric metric, double factor,
              double more);

  // The files that end too early, and those that say they are partial, with the
  // reason.
  const std::vector<std::string>& cut_short() const { return cut_short_; }
  const std::vector<std::string>& partial() const { return partial_; }

 private:
  std::vector<std::string> files_;
  std::vector<Provenance> provenances_;
  std::vector<ComparedBenchmark> benchmarks_;
  std::unordered_map<std::string, size_t> places_;
  std::vector<std::string> cut_short_;
  std::vector<std::string> partial_;
};

}  // namespace feluda

#endif  // REPORTERS_COMPARE_COMPARED_SIDE_H_
