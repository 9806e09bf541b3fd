#include "reporters/output/report_saver.h"

#include <utility>

#include "absl/time/clock.h"
#include "lib/provenance/system_info.h"
#include "lib/runs/counters.h"

namespace feluda {
std::string ReportFileName(absl::Time started) {
  return absl::FormatTime("benchmark_results_%Y%m%d", started,
                          absl::LocalTimeZone());
}

ReportSaver::ReportSaver(Provenance provenance, UniqueFiles files,
                         std::vector<ReportFormat> formats)
    : report_(std::move(provenance)),
      files_(std::move(files)),
      formats_(std::move(formats)) {}

bool ReportSaver::ReportContext(const Context&) { return true; }

void ReportSaver::ReportRuns(const std::vector<Run>& runs) {
  AddTo(report_, runs);
  if (!saves_so_far_ && throttle_.IsDue(absl::Now())) Save(report_);
}

void ReportSaver::SaveSoFar(const std::vector<Run>& runs) {
  saves_so_far_ = true;
  Report so_far(report_.provenance());
  so_far.set_plan_request(report_.plan_request());
  AddTo(so_far, runs);
  Save(so_far);
}

void ReportSaver::Finalize() {
  report_.set_partial(partial_);
  report_.set_load_at_end(ReadLoadAverage(""));
  Save(report_);
}

void ReportSaver::AddTo(Report& report, const std::vector<Run>& runs) {
  const double now = absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
  for (Run run : runs) {
    // Google Benchmark drops the counters of a run that failed.
    if (IsResult(run) && !Get(run.counters, kTimestamp).has_value()) {
      Set(run.counters, kTimestamp, now);
    }
    report.Add(run);
  }
  report.set_partial("the run has not ended yet, or was killed");
}

void ReportSaver::Save(const Report& report) {
  if (report.runs().empty()) return;
  const absl::Time began = absl::Now();
  status_.Update(files_.Write(WriteReportFormats(report, formats_)));
  throttle_.Saved(began, absl::Now());
}

}  // namespace feluda
