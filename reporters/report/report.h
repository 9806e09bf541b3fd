// The report: where the runs were made, the runs, and what follows from them.
// It is the one input of every writer.
//
//   Report report(CaptureProvenance(argv[0], absl::Now()));
//   report.Extend(runs);
//   std::string json = ToJson(report);

#ifndef REPORTERS_REPORT_REPORT_H_
#define REPORTERS_REPORT_REPORT_H_

#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "lib/provenance/provenance.h"
#include "nlohmann/json.hpp"
#include "reporters/report/result.h"
#include "reporters/report/statistics.h"

namespace feluda {

// Not safe for use by several threads at once.
class Report {
 public:
  using Run = benchmark::BenchmarkReporter::Run;

  explicit Report(Provenance provenance);

  // Adds runs in the order in which they were made. Pointers inside a run are
  // never followed, so what they point to may be gone by then.
  void Add(const Run& run);
  void Extend(const std::vector<Run>& runs);

  const Provenance& provenance() const { return provenance_; }

  // Why some of the benchmarks that were to run are not in the report; empty
  // where all are.
  const std::string& partial() const { return partial_; }
  void set_partial(std::string reason) { partial_ = std::move(reason); }

  // Says how busy the machine is now that the run has ended.
  void set_load_at_end(nlohmann::ordered_json load);

  // Every run that was added, aggregates and complexity rows included.
  const std::vector<Run>& runs() const { return runs_; }

  // One for each run that IsResult(), in order.
  const std::vector<Result>& results() const { return results_; }

  // Over results(), an entry an operator, computed anew at each call.
  std::vector<OperatorStatistics> Statistics() const;

 private:
  Provenance provenance_;
  std::string partial_;
  std::vector<Run> runs_;
  std::vector<Result> results_;
};

}  // namespace feluda

#endif  // REPORTERS_REPORT_REPORT_H_
