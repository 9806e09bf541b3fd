// Prints how often comparisons are right, on made-up processes whose truth is
// known and, for reports with rounds, on their own processes drawn again:
//
//   bazel run //reporters:compare_power -- results/rounds.json

#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/files/file_writer.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/runs/json/run_reader.h"
#include "lib/statistics/change.h"
#include "lib/statistics/made_up_samples.h"
#include "reporters/compare/comparison.h"
#include "reporters/compare/power/needed_processes.h"
#include "reporters/compare/power/recorded_trials.h"

ABSL_FLAG(int, comparisons, 2000, "how many comparisons each line is made of");
ABSL_FLAG(int, rounds, 10, "how many rounds of a report each side gets");
ABSL_FLAG(bool, pairs, false,
          "take rounds 2k and 2k + 1 of a report, or the rounds of the two "
          "reports of //bench:ab, as pairs");
ABSL_FLAG(std::string, write, "",
          "a directory for the files of each comparison, for compare.py");

namespace feluda {
namespace {

constexpr char kHelp[] =
    R"(Prints how often comparisons are right: on made-up processes, or on those of
a report with rounds, drawn again for both sides, so that nothing changed or only
what was added to one benchmark. "Red" is exit status 1.

  compare_power [flags] [rounds.json]
  compare_power --pairs [flags] ab_old.json ab_new.json

)";
constexpr char kExitStatuses[] =
    "\nExit status: 0 printed, 2 bad use: a report without rounds, say.\n";

constexpr double kVariation = 0.04;

struct Setting {
  const char* what;
  Pairing pairing;
  size_t processes;
  double threshold;
  double change;
};

constexpr Setting kSettings[] = {
    {"unchanged, 10 processes", Pairing::kIndependent, 10, 0.05, 0},
    {"unchanged, 10 processes", Pairing::kIndependent, 10, 0.005, 0},
    {"unchanged, 20 processes", Pairing::kIndependent, 20, 0.05, 0},
    {"a true 2.5 %, 20 processes", Pairing::kIndependent, 20, 0.05, 0.025},
    {"a true 10 %, 20 processes", Pairing::kIndependent, 20, 0.05, 0.1},
    {"unchanged, 20 pairs", Pairing::kPairs, 20, 0.02, 0},
    {"a true 5 %, 20 pairs", Pairing::kPairs, 20, 0.02, 0.05},
};

// How many of the comparisons came out so.
struct Tally {
  int covered = 0;
  int worse = 0;
  int same = 0;
};

Tally TallyOf(const Setting& setting, SampleShape shape, int comparisons) {
  MadeUpSamples made(20261127);
  Tally tally;
  const double ratio = 1 + setting.change;
  for (int i = 0; i < comparisons; ++i) {
    const MadeUpSides sides = MakeSides(
        setting.pairing, shape, setting.processes, ratio, kVariation, made);
    const auto change = EstimateChange(sides.from, sides.to, setting.pairing);
    if (!change.has_value()) continue;
    const Judgement judgement =
        Judge(*change, setting.threshold, kFalseFindings);
    // A rounding error is no miss.
    constexpr double kTolerance = 1e-9;
    if (change->interval.low <= ratio + kTolerance &&
        change->interval.high >= ratio - kTolerance) {
      ++tally.covered;
    }
    if (judgement == Judgement::kWorse) ++tally.worse;
    if (judgement == Judgement::kSame) ++tally.same;
  }
  return tally;
}

void PrintMadeUp(int comparisons) {
  std::cout << absl::StreamFormat(
      "Made-up processes that vary by %.0f %%, %d comparisons a line:\n\n"
      "| what | threshold | shape | interval covers | worse | same |\n"
      "| --- | ---: | --- | ---: | ---: | ---: |\n",
      kVariation * 100, comparisons);
  const auto percent = [&](int count) { return 100.0 * count / comparisons; };
  for (const Setting& setting : kSettings) {
    for (const SampleShape shape : kSampleShapes) {
      const Tally tally = TallyOf(setting, shape, comparisons);
      std::cout << absl::StreamFormat(
          "| %s | %g %% | %s | %.1f %% | %.2f %% | %.1f %% |\n", setting.what,
          setting.threshold * 100, SampleShapeName(shape),
          percent(tally.covered), percent(tally.worse), percent(tally.same));
    }
  }
}

void PrintNeeded(int comparisons) {
  std::cout
      << "\nWhat 20 processes that vary by 8 % foretell of how many would "
         "tell at a threshold of 5 %:\n\n"
         "| processes | shape | would tell | foretold over that, median | "
         "within a factor of 1.5 |\n"
         "| --- | --- | ---: | ---: | ---: |\n";
  for (const Pairing pairing : {Pairing::kIndependent, Pairing::kPairs}) {
    for (const SampleShape shape :
         {SampleShape::kNormal, SampleShape::kSkewed, SampleShape::kBimodal,
          SampleShape::kAutocorrelated}) {
      const NeededTally tally = TallyNeeded(pairing, shape, comparisons);
      std::cout << absl::StreamFormat(
          "| %s | %s | %d | %.2f | %.1f %% |\n",
          pairing == Pairing::kPairs ? "pairs" : "a side",
          SampleShapeName(shape), tally.truth, tally.median,
          100 * tally.within);
    }
  }
}

struct RecordedChange {
  const char* what;
  MadeUpChange change;
};

constexpr RecordedChange kRecordedChanges[] = {
    {"nothing", MadeUpChange::kNothing},
    {"10 % more time in one benchmark", MadeUpChange::kTenPercent},
    {"one allocation more in one benchmark", MadeUpChange::kOneAllocation},
};

// How many comparisons came out so.
struct RedTally {
  int red = 0;
  int found = 0;
  double figures = 0;
  double worse = 0;
};

void AddTrial(const RecordedTrial& trial, const Comparison& comparison,
              RedTally& tally) {
  const size_t worse = comparison.Count(ComparedVerdict::kWorse);
  if (worse > 0) ++tally.red;
  if (trial.IsFoundIn(comparison)) ++tally.found;
  tally.worse += static_cast<double>(worse);
  for (const BenchmarkChange& pair : comparison.benchmarks) {
    tally.figures += static_cast<double>(pair.figures.size());
  }
}

// A side of a trial as a file, for compare.py.
absl::Status WriteSide(const RecordedTrial& trial, const ComparedSide& side,
                       const std::string& path) {
  return WriteFileWhole(path, TimesAsJson(side, trial.changed));
}

absl::Status WriteTrial(const RecordedTrial& trial, const std::string& stem) {
  absl::Status written =
      WriteSide(trial, trial.old_side, absl::StrCat(stem, "_old.json"));
  if (!written.ok()) return written;
  return WriteSide(trial, trial.new_side, absl::StrCat(stem, "_new.json"));
}

absl::Status PrintTrials(const RecordedTrials& trials, int comparisons) {
  CompareOptions options;
  options.pairs = absl::GetFlag(FLAGS_pairs);
  const std::string directory = absl::GetFlag(FLAGS_write);
  for (const RecordedChange& change : kRecordedChanges) {
    MadeUpSamples made(20261127);
    RedTally tally;
    for (int i = 0; i < comparisons; ++i) {
      const RecordedTrial trial =
          trials.Draw(absl::GetFlag(FLAGS_rounds), change.change, made);
      AddTrial(trial, Compare(trial.old_side, trial.new_side, options), tally);
      if (directory.empty()) continue;
      absl::Status written = WriteTrial(
          trial, absl::StrCat(directory, "/", static_cast<int>(change.change),
                              "_", i));
      if (!written.ok()) return written;
    }
    std::cout << absl::StreamFormat(
        "| %s | %d | %d | %.1f %% | %d | %.4f %% |\n", change.what, comparisons,
        tally.red, 100.0 * tally.red / comparisons, tally.found,
        tally.figures > 0 ? 100 * tally.worse / tally.figures : 0);
  }
  return absl::OkStatus();
}

absl::StatusOr<RecordedTrials> ReadTrials(
    const std::vector<std::string>& files) {
  const bool pairs = absl::GetFlag(FLAGS_pairs);
  std::vector<RecordedRuns> recorded;
  for (const std::string& file : files) {
    absl::StatusOr<RecordedRuns> runs = ReadRunsFile(file);
    if (!runs.ok()) return runs.status();
    recorded.push_back(*std::move(runs));
  }
  ComparedSide side;
  if (files.size() == 1) {
    side.Add(files[0], recorded[0]);
  } else {
    side = Interleaved(recorded[0], recorded[1]);
  }
  RecordedTrials trials(std::move(side), pairs);
  if (trials.size() > 1) return trials;
  return absl::InvalidArgumentError(
      absl::StrCat(files[0], ": has no rounds; run with --feluda_rounds=20"));
}

int PrintRecorded(const std::vector<std::string>& files, int comparisons) {
  const absl::StatusOr<RecordedTrials> trials = ReadTrials(files);
  if (!trials.ok()) return BadUse(trials.status().message());
  std::cout << absl::StreamFormat(
      "%s: of %d %s, %d are drawn again for each side of a comparison of the "
      "whole report:\n\n"
      "| what changed | comparisons | red | red | the change found | figures "
      "called worse |\n"
      "| --- | ---: | ---: | ---: | ---: | ---: |\n",
      absl::StrJoin(files, " and "), trials->size(),
      absl::GetFlag(FLAGS_pairs) ? "pairs" : "rounds",
      absl::GetFlag(FLAGS_rounds));
  const absl::Status printed = PrintTrials(*trials, comparisons);
  return printed.ok() ? kExitSuccess : BadUse(printed.message());
}

int PrintPower(const std::vector<std::string>& files) {
  const int comparisons = absl::GetFlag(FLAGS_comparisons);
  if (comparisons < 1 || absl::GetFlag(FLAGS_rounds) < 1) {
    return BadUse("--comparisons and --rounds are at least 1");
  }
  if (files.size() > 2 || (files.size() == 2 && !absl::GetFlag(FLAGS_pairs))) {
    return BadUse(
        "name one report with rounds, or with --pairs the two of "
        "//bench:ab");
  }
  if (!files.empty()) return PrintRecorded(files, comparisons);
  PrintMadeUp(comparisons);
  PrintNeeded(comparisons);
  return kExitSuccess;
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kHelp, feluda::kExitStatuses, ""},
                         feluda::PrintPower);
}
