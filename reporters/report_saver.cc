#include "reporters/report_saver.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "lib/runs/counters.h"

namespace feluda {
namespace {

// Even where saving is slow, as on a network's disk.
constexpr absl::Duration kLongestDelay = absl::Seconds(30);

}  // namespace

std::string ReportFileName(absl::Time started) {
  return absl::FormatTime("benchmark_results_%Y%m%d", started,
                          absl::LocalTimeZone());
}

ReportSaver::ReportSaver(feluda::Context context, FreshFiles files,
                         std::vector<Form> forms)
    : report_(std::move(context)),
      files_(std::move(files)),
      forms_(std::move(forms)) {}

bool ReportSaver::ReportContext(const Context&) { return true; }

void ReportSaver::ReportRuns(const std::vector<Run>& runs) {
  const double now = absl::ToDoubleSeconds(absl::Now() - absl::UnixEpoch());
  for (Run run : runs) {
    // Google Benchmark drops the counters of a run that failed.
    if (IsResult(run) && !Get(run.counters, kTimestamp).has_value()) {
      Set(run.counters, kTimestamp, now);
    }
    report_.Add(run);
  }
  report_.set_partial("the run has not ended yet, or was killed");
  if (absl::Now() >= next_save_) Save();
}

void ReportSaver::Finalize() {
  report_.set_partial(partial_);
  Save();
}

void ReportSaver::Save() {
  if (report_.runs().empty()) return;
  const absl::Time began = absl::Now();
  status_.Update(files_.Write(WriteForms(report_, forms_)));
  const absl::Time ended = absl::Now();
  next_save_ = ended + std::min(20 * (ended - began), kLongestDelay);
}

}  // namespace feluda
