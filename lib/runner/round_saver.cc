#include "lib/runner/round_saver.h"

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "lib/runner/multi_reporter.h"
#include "lib/runner/selection/resumed_reporter.h"

namespace feluda {
namespace {

class RunsSoFar : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& batch) override {
    runs.insert(runs.end(), batch.begin(), batch.end());
  }

  std::vector<Run> runs;
};

}  // namespace

RoundSaver::RoundSaver(const std::vector<std::string>& names,
                       const ResumedResults& resumed, bool out_aggregates_only,
                       Outputs& outputs)
    : names_(names),
      resumed_(resumed),
      out_aggregates_only_(out_aggregates_only),
      outputs_(outputs) {}

void RoundSaver::Save(const RoundsContext::ReportTo& report_to) {
  const absl::Time began = absl::Now();
  if (!throttle_.IsDue(began)) return;
  RunsSoFar for_report;
  RunsSoFar for_out;
  MultiReporter both([](auto&) {});
  both.Add(&for_report);
  both.Add(&for_out, out_aggregates_only_);
  ResumedReporter reporter(names_, resumed_, both);
  reporter.ReportContext({});
  report_to(reporter);
  reporter.Finalize();
  outputs_.SaveSoFar(for_report.runs, for_out.runs);
  throttle_.Saved(began, absl::Now());
}

}  // namespace feluda
