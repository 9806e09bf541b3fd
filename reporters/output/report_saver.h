// Collects runs into a Report and saves that, in the formats asked for, as runs
// arrive. So an interruption leaves a whole report of what was done, which says
// that it is partial. Prints nothing. Where saving takes long, it does not save
// after each benchmark: see save_throttle.h.
//
//   ReportSaver saver(context, UniqueFiles("results", ReportFileName(started)),
//                     formats);
//   benchmark::RunSpecifiedBenchmarks(&saver);
//   if (!saver.status().ok()) std::cerr << saver.status().message();

#ifndef REPORTERS_OUTPUT_REPORT_SAVER_H_
#define REPORTERS_OUTPUT_REPORT_SAVER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/files/unique_files.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/workers/worker_fit.h"
#include "reporters/output/report_formats.h"
#include "reporters/output/save_throttle.h"
#include "reporters/report/report.h"

namespace feluda {

// "benchmark_results_20261123": the day in local time.
std::string ReportFileName(absl::Time started);

class ReportSaver : public benchmark::BenchmarkReporter {
 public:
  // REQUIRES: formats is not empty.
  ReportSaver(Provenance provenance, UniqueFiles files,
              std::vector<ReportFormat> formats);

  bool ReportContext(const Context& context) override;
  // A run that does not tell when it ran is given the time of this call.
  void ReportRuns(const std::vector<Run>& runs) override;
  void Finalize() override;

  // Saves a report of these runs at once, and keeps nothing of them: for
  // results that come only at the end. From then on nothing else is saved
  // before Finalize().
  void SaveSoFar(const std::vector<Run>& runs);

  // Says what the report plans for.
  void set_plan_request(const PlanRequest& request) {
    report_.set_plan_request(request);
  }

  // Says why the report stays partial; before Finalize().
  void MarkPartial(std::string reason) { partial_ = std::move(reason); }

  const Report& report() const { return report_; }

  // The first error of saving. Later ones are not kept, but saving is tried
  // again with every new run.
  const absl::Status& status() const { return status_; }

  // The files written, in the order of the formats. Empty before the first run.
  std::vector<std::string> paths() const { return files_.paths(); }

 private:
  static void AddTo(Report& report, const std::vector<Run>& runs);
  void Save(const Report& report);

  Report report_;
  UniqueFiles files_;
  const std::vector<ReportFormat> formats_;
  absl::Status status_;
  std::string partial_;
  SaveThrottle throttle_;
  bool saves_so_far_ = false;
};

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_REPORT_SAVER_H_
