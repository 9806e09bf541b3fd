#include "reporters/compare/testing/made_up_sides.h"

#include "lib/runs/counters.h"
#include "lib/runs/new_run.h"
#include "lib/statistics/made_up_samples.h"

namespace feluda {

using Run = benchmark::BenchmarkReporter::Run;

Run MadeUpRoundRun(const std::string& name, int64_t round, double seconds,
                   double allocations) {
  Run run = NewRun(name);
  run.iterations = 1;
  run.time_unit = benchmark::kSecond;
  run.real_accumulated_time = seconds;
  run.cpu_accumulated_time = seconds;
  Set(run.counters, "execution.heap_allocations", allocations);
  if (round >= 0) {
    Set(run.counters, kRoundIndex, static_cast<double>(round));
  }
  return run;
}

void TellLoad(double other_cpus, double seconds, Run& run) {
  Set(run.counters, kProcessSeconds, seconds);
  Set(run.counters, kOtherCpuSeconds, other_cpus * seconds);
}

std::vector<Run> MadeUpRounds(const std::string& name, int64_t rounds,
                              double seconds, uint64_t seed,
                              double allocations) {
  std::vector<Run> runs;
  int64_t round = 0;
  for (const double figure : MadeUpSamples(seed).Make(
           SampleShape::kNormal, static_cast<size_t>(rounds), seconds, 0.02)) {
    runs.push_back(MadeUpRoundRun(name, round++, figure, allocations));
  }
  return runs;
}

ComparedSide MadeUpSide(const std::string& file, const std::vector<Run>& runs) {
  RecordedRuns recorded;
  recorded.runs = runs;
  ComparedSide side;
  side.Add(file, recorded);
  return side;
}

ComparisonReport ComparisonUnderLoad() {
  const auto side = [](double sort_seconds, double sort_load, uint64_t seed) {
    RecordedRuns recorded;
    recorded.provenance.benchmark["num_cpus"] = 2;
    for (Run& run : MadeUpRounds("sort", 10, sort_seconds, seed)) {
      TellLoad(sort_load, 2, run);
      recorded.runs.push_back(run);
    }
    for (Run& run : MadeUpRounds("hash", 10, 1, seed + 2)) {
      TellLoad(0.1, 2, run);
      recorded.runs.push_back(run);
    }
    ComparedSide compared;
    compared.Add(seed == 1 ? "old.json" : "new.json", recorded);
    return compared;
  };
  ComparisonReport report;
  report.comparison = Compare(side(1, 0.1, 1), side(1.25, 1.3, 2), {});
  return report;
}

ComparisonReport MadeUpComparison() {
  std::vector<Run> from = MadeUpRounds("sort/slow|er", 10, 1, 1);
  std::vector<Run> to = MadeUpRounds("sort/slow|er", 10, 1.5, 2, 101);
  const auto add = [](std::vector<Run> more, std::vector<Run>& runs) {
    runs.insert(runs.end(), more.begin(), more.end());
  };
  add(MadeUpRounds("sort/same", 10, 2, 3), from);
  add(MadeUpRounds("sort/same", 10, 2, 4), to);
  add({MadeUpRoundRun("sort/once", 0, 3)}, from);
  add({MadeUpRoundRun("sort/once", 0, 4)}, to);
  add({MadeUpRoundRun("sort/few", 0, 3), MadeUpRoundRun("sort/few", 1, 3.25)},
      from);
  add({MadeUpRoundRun("sort/few", 0, 4), MadeUpRoundRun("sort/few", 1, 4.25)},
      to);
  add({MadeUpRoundRun("sort/broken", 0, 3), MadeUpRoundRun("old", 0, 1)}, from);
  add({FailedRun("sort/broken", "no <memory>\nat all"),
       MadeUpRoundRun("new", 0, 1)},
      to);
  const ComparedSide old_side = MadeUpSide("old.json", from);
  const ComparedSide new_side = MadeUpSide("new.json", to);
  ComparisonReport report;
  report.comparison = Compare(old_side, new_side, {});
  report.conditions = {{"compiler", "g++ 12", "g++ 13"}};
  report.notes = {"new.json: interrupted"};
  report.broken_limits = {
      {"sort/same", {ComparedMetric::kTime, false, 1.5}, 2.0, ""}};
  return report;
}

}  // namespace feluda
