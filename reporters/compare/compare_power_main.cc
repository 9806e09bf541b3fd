// Prints how often comparisons are right, on made-up processes whose truth is
// known and, for reports with rounds, on their own processes drawn again:
//
//   bazel run //reporters:compare_power -- results/rounds.json

#include <cstdint>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_format.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/runs/json/run_reader.h"
#include "lib/statistics/change.h"
#include "lib/statistics/made_up_samples.h"
#include "reporters/compare/comparison.h"

ABSL_FLAG(int, comparisons, 2000, "how many comparisons each line is made of");
ABSL_FLAG(int, rounds, 10, "how many rounds of a report each side gets");

namespace feluda {
namespace {

constexpr char kHelp[] =
    R"(Prints how often comparisons are right: on made-up processes, and on those of
reports with rounds, drawn again for both sides, so that nothing changed.

  compare_power [flags] [rounds.json ...]

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

struct BothSides {
  std::vector<double> from;
  std::vector<double> to;
};

// Pairs are neighbours in one series of processes, in an order that is drawn.
BothSides MakeSides(const Setting& setting, SampleShape shape,
                    MadeUpSamples& made) {
  const double ratio = 1 + setting.change;
  const size_t count = setting.processes;
  if (setting.pairing == Pairing::kIndependent) {
    return {made.Make(shape, count, 1, kVariation),
            made.Make(shape, count, ratio, kVariation)};
  }
  BothSides sides;
  const std::vector<double> series = made.Make(shape, 2 * count, 1, kVariation);
  for (size_t i = 0; i < count; ++i) {
    const size_t first = made.Uniform() < 0.5 ? 0 : 1;
    sides.from.push_back(series[2 * i + first]);
    sides.to.push_back(series[2 * i + 1 - first] * ratio);
  }
  return sides;
}

Tally TallyOf(const Setting& setting, SampleShape shape, int comparisons) {
  MadeUpSamples made(20261127);
  Tally tally;
  const double ratio = 1 + setting.change;
  for (int i = 0; i < comparisons; ++i) {
    const BothSides sides = MakeSides(setting, shape, made);
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

std::vector<int64_t> RoundsOf(const ComparedSide& side) {
  std::set<int64_t> rounds;
  for (const ComparedBenchmark& benchmark : side.benchmarks()) {
    for (const ProcessFigures& process : benchmark.processes) {
      if (process.round >= 0) rounds.insert(process.round);
    }
  }
  return {rounds.begin(), rounds.end()};
}

ComparedSide Drawn(const ComparedSide& side, const std::vector<int64_t>& rounds,
                   int count, MadeUpSamples& made) {
  std::vector<int64_t> chosen;
  for (int i = 0; i < count; ++i) {
    const double at = made.Uniform() * static_cast<double>(rounds.size());
    chosen.push_back(rounds[static_cast<size_t>(at)]);
  }
  return side.WithRounds(chosen);
}

void PrintRecorded(const std::string& file, const ComparedSide& side,
                   const std::vector<int64_t>& rounds, int comparisons) {
  MadeUpSamples made(20261127);
  const int count = absl::GetFlag(FLAGS_rounds);
  int alarms = 0;
  double figures = 0;
  double worse = 0;
  for (int i = 0; i < comparisons; ++i) {
    const ComparedSide from = Drawn(side, rounds, count, made);
    const ComparedSide to = Drawn(side, rounds, count, made);
    const Comparison comparison = Compare(from, to, {});
    const size_t found = comparison.Count(ComparedVerdict::kWorse);
    if (found > 0) ++alarms;
    worse += static_cast<double>(found);
    for (const BenchmarkChange& pair : comparison.benchmarks) {
      figures += static_cast<double>(pair.figures.size());
    }
  }
  std::cout << absl::StreamFormat(
      "\n%s: %d rounds, of which %d are drawn again for each side; in %d "
      "comparisons of the whole report, in which nothing changed, %d (%.1f %%) "
      "called something worse, and %.4f %% of the figures were.\n",
      file, rounds.size(), count, comparisons, alarms,
      100.0 * alarms / comparisons, figures > 0 ? 100 * worse / figures : 0);
}

int PrintPower(const std::vector<std::string>& files) {
  const int comparisons = absl::GetFlag(FLAGS_comparisons);
  if (comparisons < 1 || absl::GetFlag(FLAGS_rounds) < 1) {
    return BadUse("--comparisons and --rounds are at least 1");
  }
  if (files.empty()) PrintMadeUp(comparisons);
  for (const std::string& file : files) {
    const absl::StatusOr<RecordedRuns> recorded = ReadRunsFile(file);
    if (!recorded.ok()) return BadUse(recorded.status().message());
    ComparedSide side;
    side.Add(file, *recorded);
    const std::vector<int64_t> rounds = RoundsOf(side);
    if (rounds.size() < 2) {
      return BadUse(file + ": has no rounds; run with --feluda_rounds=20");
    }
    PrintRecorded(file, side, rounds, comparisons);
  }
  return kExitSuccess;
}

int RunComparePower(int argc, char** argv) {
  const auto arguments = ParseToolArguments(argc, argv);
  if (!arguments.ok()) return BadUse(arguments.status().message());
  if (arguments->version) return PrintVersion();
  if (!arguments->help) return PrintPower(arguments->files);
  std::cout << kHelp << DescribeFlags("") << kExitStatuses;
  return kExitSuccess;
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunProgram(
      [&] { return feluda::RunComparePower(argc, argv); });
}
