#include "reporters/testing/made_up_report.h"

#include <cstdlib>
#include <iterator>
#include <utility>

#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"
#include "lib/runs/workers/worker_figures.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;

constexpr double kMebibyte = 1 << 20;
constexpr double kTimestampSeconds = 1795424707.25;  // 2026-11-23T09:05:07.25

void SetPhase(Counters& counters, Phase phase, double seconds,
              double before_mib, double peak_mib, double after_mib) {
  Set(counters, CounterName(phase, figure::kWallSeconds), seconds);
  Set(counters, CounterName(phase, figure::kResidentBefore),
      before_mib * kMebibyte);
  Set(counters, CounterName(phase, figure::kResidentPeak),
      peak_mib * kMebibyte);
  Set(counters, CounterName(phase, figure::kResidentAfter),
      after_mib * kMebibyte);
}

void SetExecution(Counters& counters, absl::string_view figure, double value) {
  Set(counters, CounterName(Phase::kExecution, figure), value);
}

Run Complete() {
  Run run = MadeUpRun("cluster_embeddings_kmeans/clustered_3clusters", 0.0025);
  run.report_label = "clustered_3clusters - kmeans";
  run.iterations = 4;
  run.real_accumulated_time *= 4;
  run.cpu_accumulated_time *= 4;
  Counters& counters = run.counters;
  SetPhase(counters, Phase::kInitialization, 0.125, 20, 24.5, 24);
  SetPhase(counters, Phase::kExecution, 0.0025, 24, 27.125, 24.25);
  SetPhase(counters, Phase::kCleanup, 0.0625, 24.25, 24.25, 20.5);
  SetExecution(counters, figure::kUserSeconds, 0.004);
  SetExecution(counters, figure::kSystemSeconds, 0.0005);
  SetExecution(counters, figure::kChildrenUserSeconds, 0.25);
  SetExecution(counters, figure::kChildrenSystemSeconds, 0.125);
  SetExecution(counters, figure::kHeapAllocations, 214);
  SetExecution(counters, figure::kHeapPeakBytes, 1.75 * kMebibyte);
  Set(counters, sample::kCount, 4);
  Set(counters, sample::kMedian, 0.00245);
  Set(counters, sample::kCv, 0.02);
  Set(counters, kTimestamp, kTimestampSeconds);
  SetFacts(counters,
           {{"method", "kmeans"}, {"n_samples", 900.0}, {"inertia", 0.1}});
  SetInputSize(counters, {900, "rows"});
  SetWorkersTrial(counters, {2, 2, 0.75});
  return run;
}

Run WithoutHeap() {
  Run run = MadeUpRun("cluster_embeddings_kmeans/clustered_5clusters", 1.5);
  SetPhase(run.counters, Phase::kExecution, 1.5, 24, 200, 23);
  Set(run.counters, kTimestamp, kTimestampSeconds + 1);
  Set(run.counters, sample::kCount, 41);
  Set(run.counters, sample::kCv, 0.234);
  SetAbsent(run.counters, "heap", "built with a sanitizer");
  SetInputSize(run.counters, {1000, "rows"});
  return run;
}

Run Tiny() {
  Run run = MadeUpRun("tiny", 50e-6);
  Set(run.counters, kTimestamp, kTimestampSeconds + 2);
  SetFacts(run.counters, {{"weights", "synthetic"}});
  SetAbsent(run.counters, "resident", "/proc is not mounted");
  return run;
}

Run Hostile() {
  Run run = MadeUpRun("detect_text/page|`1`\n</script>\xff", 0);
  run.iterations = 0;
  MarkFailed(run, "cannot read `eng|deu`\r\nsecond *line* <img src=x>\x1b[31m");
  return run;
}

Run FailedAfterInitialization() {
  Run run = MadeUpRun("detect_text/page 2", 0);
  run.iterations = 0;
  SetPhase(run.counters, Phase::kInitialization, 0.5, 20, 30, 30);
  MarkFailed(run, "no text");
  return run;
}

Run Aggregate(const std::string& name) {
  Run run = Complete();
  run.run_type = Run::RT_Aggregate;
  run.aggregate_name = name;
  for (auto it = run.counters.begin(); it != run.counters.end();) {
    it = CarriesText(it->first) ? run.counters.erase(it) : std::next(it);
  }
  return run;
}

Run Variation() {
  Run run = Aggregate("cv");
  run.aggregate_unit = benchmark::kPercentage;
  for (auto& [name, counter] : run.counters) counter.value = 0.0125;
  run.real_accumulated_time = 0.0231;
  run.cpu_accumulated_time = 0.01;
  return run;
}

Run Complexity() {
  Run run = Aggregate("BigO");
  run.report_big_o = true;
  run.counters.clear();
  run.complexity = benchmark::oNLogN;
  return run;
}

}  // namespace

Run MadeUpRun(const std::string& name, double seconds) {
  Run run;
  run.run_name.function_name = name;
  run.family_index = 0;
  run.per_family_instance_index = 0;
  run.repetitions = 1;
  run.repetition_index = 0;
  run.statistics = nullptr;
  run.time_unit = benchmark::kMillisecond;
  run.real_accumulated_time = seconds;
  run.cpu_accumulated_time = seconds / 2;
  return run;
}

Run MadeUpAggregate(const std::string& name, const std::string& statistic,
                    double value) {
  constexpr int kRepetitions = 3;
  const bool is_share = statistic == "cv";
  Run run = MadeUpRun(name, is_share ? value : kRepetitions * value);
  run.run_type = Run::RT_Aggregate;
  run.aggregate_name = statistic;
  run.aggregate_unit = is_share ? benchmark::kPercentage : benchmark::kTime;
  run.repetitions = kRepetitions;
  run.repetition_index = Run::no_repetition_index;
  run.iterations = kRepetitions;
  return run;
}

Run MadeUpSkippedRun(const std::string& name, const std::string& message) {
  Run run = MadeUpRun(name, 0);
  run.iterations = 0;
  MarkSkipped(run, message);
  return run;
}

std::vector<Run> MadeUpRuns() {
  return {Complete(),    Aggregate("mean"),
          Variation(),   Complexity(),
          WithoutHeap(), Tiny(),
          Hostile(),     FailedAfterInitialization()};
}

Provenance MadeUpProvenance() {
  Provenance provenance;
  provenance.benchmark = {{"date", "2026-11-23T09:05:07+00:00"},
                          {"host_name", "made-up"},
                          {"executable", "bench/operators"},
                          {"num_cpus", 2},
                          {"mhz_per_cpu", 2600},
                          {"library_build_type", "release"},
                          {"json_schema_version", 1}};
  provenance.system_info = {
      {"platform", "Linux-6.1.0-13-amd64-x86_64-with-glibc2.36"},
      {"processor", "Made Up | <Processor>"},
      {"cpu_count", 2},
      {"cpu_freq", nullptr},
      {"total_memory_gb", 23.5400390625},
      {"timestamp", "2026-11-23T09:05:07.000000+00:00"},
      {"kernel", "6.1.0-13-amd64"},
      {"compiler", "g++ 12.2.0"},
      {"compiler_flags", "-O2 -std=c++17"},
      {"optimised", true},
      {"c_library", "glibc 2.36"},
      {"libraries", {{"absl", "20220623.0.0"}, {"benchmark", "1.7.1"}}},
      {"feluda_benchmarks_version", "0.2.0"},
      {"google_benchmark_version", "1.7.1"},
      {"virtual_machine", true},
      {"governor", nullptr},
      {"turbo", nullptr},
      {"address_randomisation", true},
      {"load_at_start", {1.25, 0.5, 0.25}},
      {"load_at_end", {2.5, 0.75, 0.25}},
      {"git_commit", "3f2c1ab0d5e94c6f8a7b1c2d3e4f5a6b7c8d9e0f"},
      {"git_modified", true},
      {"binary", "0123456789abcdef"},
      {"boot_id", "e8b2d4f0-5c1a-4e3b-9f7d-6a8c0b2e4d1f"},
      {"usable_cpus", 2},
      {"usable_cpus_limit", nullptr},
      {"usable_memory_gb", 8},
      {"usable_memory_limit", "/sys/fs/cgroup/memory.max"}};
  return provenance;
}

Report MadeUpReport() {
  setenv("TZ", "UTC", /*overwrite=*/1);
  Report report(MadeUpProvenance());
  report.Extend(MadeUpRuns());
  return report;
}

}  // namespace feluda
