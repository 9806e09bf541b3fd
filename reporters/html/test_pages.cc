// Writes the pages that the browser test opens into the directory it is given.

#include <fstream>
#include <iostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/provenance/provenance.h"
#include "lib/runs/counters.h"
#include "lib/runs/python_run.h"
#include "lib/runs/run_outcome.h"
#include "reporters/html/html.h"
#include "reporters/report/report.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using Run = Report::Run;

constexpr double kMebibyte = 1 << 20;

void SetPhase(Counters& counters, Phase phase, double rise_bytes) {
  const auto set = [&](absl::string_view figure, double value) {
    Set(counters, CounterName(phase, figure), value);
  };
  set(figure::kWallSeconds, 0.01);
  set(figure::kResidentBefore, 20 * kMebibyte);
  set(figure::kResidentPeak, 20 * kMebibyte + rise_bytes);
  set(figure::kResidentAfter, 20 * kMebibyte + rise_bytes / 2);
  set(figure::kHeapPeakBytes, rise_bytes / 2);
  set(figure::kHeapAllocations, rise_bytes / 1000);
}

void SetSamples(Counters& counters, double seconds) {
  Set(counters, sample::kCount, 100);
  Set(counters, sample::kIterationsPerSample, 1);
  Set(counters, sample::kMin, 0.9 * seconds);
  Set(counters, sample::kMedian, 0.98 * seconds);
  Set(counters, sample::kMean, seconds);
  Set(counters, sample::kP95, 1.2 * seconds);
  Set(counters, sample::kMax, 1.7 * seconds);
  Set(counters, sample::kStdDev, 0.1 * seconds);
  Set(counters, sample::kCv, 0.1);
}

// A result with every figure, whose cost grows with n.
Run Measured(const std::string& name, double n) {
  const double seconds = n * 1e-5;
  Run run = MadeUpRun(name, seconds);
  for (const Phase phase : kPhases) {
    SetPhase(run.counters, phase, n * 10000 + 4096);
  }
  SetSamples(run.counters, seconds);
  const auto set = [&](absl::string_view figure, double value) {
    Set(run.counters, CounterName(Phase::kExecution, figure), value);
  };
  set(figure::kUserSeconds, 0.7 * seconds);
  set(figure::kSystemSeconds, 0.1 * seconds);
  set(figure::kChildrenUserSeconds, 0.5 * seconds);
  set(figure::kChildrenSystemSeconds, 0.1 * seconds);
  SetFacts(run.counters, {{"n_features", 512.0}, {"method", "ward"}});
  SetInputSize(run.counters, {n, "rows"});
  return run;
}

// Three operators that are told whole.
Report Measured() {
  Report report(MadeUpProvenance());
  for (const char* name : {"cluster", "search", "hash"}) {
    for (const int n : {100, 1000, 10000, 100000}) {
      report.Add(Measured(absl::StrCat(name, "/", n, "_rows"), n));
    }
  }
  return report;
}

// Inputs that are all described alike, in a family that grows in rows and one
// that grows in features.
Report Families() {
  Report report(MadeUpProvenance());
  const auto add = [&](const std::string& input, double rows, double features) {
    Run run = Measured(absl::StrCat("cluster/", input), rows);
    run.report_label = "embeddings";
    SetFacts(run.counters, {{"n_features", features}});
    report.Add(run);
  };
  for (const int n : {100, 1000, 10000}) add(absl::StrCat("rows/", n), n, 512);
  for (const int n : {8, 64, 512}) add(absl::StrCat("features/", n), 1000, n);
  add("alone", 50, 512);
  return report;
}

// Inputs whose names differ in their middles alone, beside another.
Report LongNames() {
  Report report(MadeUpProvenance());
  for (const char* input :
       {"clustered_3clusters", "clustered_5clusters", "rows"}) {
    report.Add(Measured(absl::StrCat("cluster/", input), 100));
  }
  return report;
}

Report Hostile() {
  const std::string hostile = "</script><img src=x onerror=alert(1)>";
  Provenance provenance = MadeUpProvenance();
  provenance.system_info["merged_from"] = {
      {{"file", "__proto__"}, {"context", {{"host_name", hostile}}}}, nullptr};
  Report report(provenance);
  for (const char* name : {"__proto__", "constructor", "ordinary"}) {
    Run run = Measured(absl::StrCat(name, hostile, "/", hostile), 100);
    run.report_label = hostile;
    SetFacts(run.counters, {{"__proto__", hostile}, {hostile, 1.0}});
    SetAbsent(run.counters, hostile, hostile);
    report.Add(run);
  }
  Run failed = MadeUpRun(absl::StrCat("failed/", hostile), 0);
  MarkFailed(failed, hostile + "\n\x1b[31m\xff");
  report.Add(failed);
  report.set_partial(hostile);
  return report;
}

// A benchmark of which only aggregates were reported, beside a skipped one.
Report AggregatesOnly() {
  Report report(MadeUpProvenance());
  report.Extend({MadeUpAggregate("sort/8", "mean", 0.25),
                 MadeUpAggregate("sort/8", "median", 0.125),
                 MadeUpAggregate("sort/8", "cv", 0.031),
                 MadeUpSkippedRun("capture/front", "no <camera>")});
  return report;
}

// Native and Python operators, of which one has no native one beside it.
Report WithPython() {
  Report report(MadeUpProvenance());
  PythonRunDetails details;
  details.version = "3.11.2";
  details.packages["<numpy>"] = "1.24.2";
  for (const char* name : {"cluster/<b>100", "search/100"}) {
    Run run = Measured(name, 200);
    Set(run.counters, CounterName(Phase::kImport, figure::kWallSeconds), 1);
    SetPythonRunDetails(run.counters, details);
    report.Add(run);
  }
  report.Add(Measured("cluster/<b>100", 100));
  return report;
}

Report VeryMany() {
  Report report(MadeUpProvenance());
  for (int i = 0; i < 100000; ++i) {
    Run run = Measured(absl::StrCat("op", i % 200, "/input", i), 1 + i % 977);
    if (i % 100 == 0) MarkFailed(run, "no text");
    report.Add(run);
  }
  return report;
}

bool Write(const std::string& path, const Report& report) {
  std::ofstream file(path);
  file << ToHtml(report);
  file.close();
  if (!file) std::cerr << "cannot write " << path << "\n";
  return !file.fail();
}

bool WriteAll(const std::string& directory) {
  return Write(directory + "/made_up.html", MadeUpReport()) &&
         Write(directory + "/measured.html", Measured()) &&
         Write(directory + "/families.html", Families()) &&
         Write(directory + "/long_names.html", LongNames()) &&
         Write(directory + "/aggregates_only.html", AggregatesOnly()) &&
         Write(directory + "/with_python.html", WithPython()) &&
         Write(directory + "/hostile.html", Hostile()) &&
         Write(directory + "/very_many.html", VeryMany()) &&
         Write(directory + "/empty.html", Report(Provenance()));
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: " << argv[0] << " DIRECTORY\n";
    return 2;
  }
  return feluda::WriteAll(argv[1]) ? 0 : 1;
}
