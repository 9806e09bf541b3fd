// A report: where the runs were made, the runs, and the results and statistics
// that follow from them. Every writer takes a report and nothing else.
//
//   Report report(CaptureProvenance(argv[0], absl::Now()));
//   report.Extend(runs);
//   std::string json = ToJson(report);

#ifndef REPORTERS_REPORT_REPORT_H_
#define REPORTERS_REPORT_REPORT_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/workers/worker_fit.h"
#include "nlohmann/json.hpp"
#include "reporters/report/result.h"
#include "reporters/report/statistics.h"

namespace feluda {

// Not safe for use by several threads at once.
class Report {
 public:
  using Run = benchmark::BenchmarkReporter::Run;

  explicit Report(Provenance provenance);

  // Adds runs in the order in which they were made. Figures that are not finite
  // become absent: see MakeFinite(). A run of a Python operator adds its Python
  // to system_info. Pointers inside a run are never followed, so what they
  // point to may be gone by then.
  void Add(const Run& run);
  void Extend(const std::vector<Run>& runs);

  const Provenance& provenance() const { return provenance_; }

  // Why some of the benchmarks that were to run are not in the report; empty
  // where all are.
  const std::string& partial() const { return partial_; }
  void set_partial(std::string reason) { partial_ = std::move(reason); }

  // Sets how busy the machine is now that the run has ended.
  void set_load_at_end(nlohmann::ordered_json load);

  // The machine and the amount of work that plan.h plans for.
  const PlanRequest& plan_request() const { return plan_request_; }
  void set_plan_request(const PlanRequest& request) { plan_request_ = request; }

  // Every run that was added, aggregates and complexity rows included.
  const std::vector<Run>& runs() const { return runs_; }

  // One for each run that IsResult(), in order. A benchmark of which only
  // aggregates were reported has one result as well: its mean, else its median,
  // else its first aggregate that IsTypical().
  const std::vector<Result>& results() const { return results_; }

  // The runs that were skipped on purpose, in order. They are no results.
  const std::vector<Result>& skipped() const { return skipped_; }

  // The runs on a whole folder (worker_figures.h) that succeeded, in order.
  // They are no results either, since they are no one input's.
  const std::vector<Result>& passes() const { return passes_; }

  // The aggregates of the benchmarks of which nothing else was measured, in
  // order. The pointers are valid until a run is added.
  std::vector<const Run*> LoneAggregates() const;

  // The statistics of results(), one entry for each operator. They are computed
  // anew at each call.
  std::vector<OperatorStatistics> Statistics() const;

 private:
  // The state of a benchmark while runs are added.
  struct Known {
    bool measured = false;
    // The index of the aggregate that stands for it.
    std::optional<size_t> stand_in;
  };

  void AddMeasurement(const Run& run);
  void AddAggregate(const Run& run);
  void RemoveStandIn(size_t index);

  Provenance provenance_;
  std::string partial_;
  std::vector<Run> runs_;
  std::vector<Result> results_;
  std::vector<Result> skipped_;
  std::vector<Result> passes_;
  PlanRequest plan_request_;
  std::map<std::string, Known> known_;
};

}  // namespace feluda

#endif  // REPORTERS_REPORT_REPORT_H_
