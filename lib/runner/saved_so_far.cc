#include "lib/runner/saved_so_far.h"

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

void SaveSoFar(const std::vector<std::string>& names,
               const ResumedResults& resumed,
               const RoundsContext::ReportTo& report_to,
               bool out_aggregates_only, Outputs& outputs) {
  RunsSoFar for_report;
  RunsSoFar for_out;
  MultiReporter both([](auto&) {});
  both.Add(&for_report);
  both.Add(&for_out, out_aggregates_only);
  ResumedReporter reporter(names, resumed, both);
  reporter.ReportContext({});
  report_to(reporter);
  reporter.Finalize();
  outputs.SaveSoFar(for_report.runs, for_out.runs);
}

}  // namespace feluda
