#include "reporters/report_saver.h"

#include <utility>

#include "absl/time/clock.h"
#include "lib/runs/counters.h"
#include "reporters/json_writer.h"
#include "reporters/markdown.h"

namespace feluda {

std::string ReportFileName(absl::Time started) {
  return absl::FormatTime("benchmark_results_%Y%m%d", started,
                          absl::LocalTimeZone());
}

ReportSaver::ReportSaver(feluda::Context context, FreshFiles files)
    : report_(std::move(context)), files_(std::move(files)) {}

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
  Save();
}

void ReportSaver::Finalize() { Save(); }

void ReportSaver::Save() {
  if (report_.runs().empty()) return;
  status_.Update(
      files_.Write({{".json", ToJson(report_)}, {".md", ToMarkdown(report_)}}));
}

}  // namespace feluda
