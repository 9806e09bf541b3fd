// Prints how often steps are found, and found where there are none, in made-up
// series whose truth is known:
//
//   bazel run //reporters:history_power

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "lib/files/file_writer.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/statistics/made_up_samples.h"
#include "lib/statistics/steps.h"

ABSL_FLAG(int, series, 500, "how many series each line is made of");
ABSL_FLAG(int, length, 200, "how many commits a series has, at least 20");
ABSL_FLAG(std::string, series_out, "",
          "a file for the series and the steps found in them, a line of JSON "
          "each, for other programs");

namespace feluda {
namespace {

constexpr char kHelp[] =
    R"(Prints how often steps are found in made-up series of processes that vary by
3 %, in which the median of a commit's processes is its figure.

  history_power [flags]

A step is found if it is within one commit of its place; every other one is
false.

)";
constexpr char kExitStatuses[] = "\nExit status: 0 printed, 2 bad use.\n";

constexpr double kNoise = 0.03;

// Two steps are five commits apart.
constexpr size_t kApart = 5;

struct PowerSetting {
  const char* what;
  SampleShape shape;
  size_t processes;
  // The ratios of the steps.
  std::vector<double> steps;
};

std::vector<PowerSetting> Settings() {
  std::vector<PowerSetting> settings;
  for (const SampleShape shape :
       {SampleShape::kNormal, SampleShape::kSkewed, SampleShape::kBimodal,
        SampleShape::kAutocorrelated}) {
    for (const size_t processes : {1, 3}) {
      settings.push_back({"flat", shape, processes, {}});
    }
  }
  for (const size_t processes : {1, 3, 5}) {
    const SampleShape normal = SampleShape::kNormal;
    settings.push_back({"a step of 5 %", normal, processes, {1.05}});
    settings.push_back({"5 % up, and down after five commits",
                        normal,
                        processes,
                        {1.05, 1 / 1.05}});
    settings.push_back({"5 % up, and again after five commits",
                        normal,
                        processes,
                        {1.05, 1.05}});
  }
  settings.push_back({"10 % up, and down after five commits",
                      SampleShape::kNormal,
                      3,
                      {1.1, 1 / 1.1}});
  settings.push_back({"10 % up, and again after five commits",
                      SampleShape::kNormal,
                      3,
                      {1.1, 1.1}});
  return settings;
}

struct PowerSeries {
  std::vector<double> values;
  std::vector<size_t> truth;
  std::vector<size_t> found;
};

double MiddleOf(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

PowerSeries MakeSeries(const PowerSetting& setting, size_t length,
                       MadeUpSamples& made) {
  PowerSeries series;
  const size_t n = setting.processes;
  const std::vector<double> figures =
      made.Make(setting.shape, length * n, 1, kNoise);
  for (size_t i = 0; i < length; ++i) {
    const auto first = figures.begin() + static_cast<std::ptrdiff_t>(i * n);
    series.values.push_back(
        MiddleOf({first, first + static_cast<std::ptrdiff_t>(n)}));
  }
  // No step is in the first or the last tenth.
  const double from = static_cast<double>(length) / 10;
  size_t at = static_cast<size_t>(from + 8 * from * made.Uniform());
  for (const double ratio : setting.steps) {
    series.truth.push_back(at);
    for (size_t i = at; i < length; ++i) series.values[i] *= ratio;
    at += kApart;
  }
  for (const LevelStep& step : FindSteps(series.values)) {
    series.found.push_back(step.index);
  }
  return series;
}

bool IsNear(size_t one, size_t other) {
  return one <= other + 1 && other <= one + 1;
}

bool HasNear(const std::vector<size_t>& places, size_t place) {
  return std::any_of(places.begin(), places.end(),
                     [&](size_t each) { return IsNear(each, place); });
}

bool FoundAll(const PowerSeries& series) {
  return std::all_of(series.truth.begin(), series.truth.end(),
                     [&](size_t at) { return HasNear(series.found, at); });
}

bool HasFalse(const PowerSeries& series) {
  return !std::all_of(series.found.begin(), series.found.end(),
                      [&](size_t at) { return HasNear(series.truth, at); });
}

std::string JsonLine(const PowerSetting& setting, const PowerSeries& series) {
  return absl::StrFormat(
      "{\"what\": \"%s\", \"shape\": \"%s\", \"processes\": %d, \"truth\": "
      "[%s], \"found\": [%s], \"values\": [%s]}\n",
      setting.what, SampleShapeName(setting.shape), setting.processes,
      absl::StrJoin(series.truth, ", "), absl::StrJoin(series.found, ", "),
      absl::StrJoin(series.values, ", "));
}

std::string PrintPowerOfSteps(int count, size_t length) {
  std::string lines;
  std::cout << absl::StreamFormat(
      "Made-up series of %d commits of processes that vary by %.0f %%, %d "
      "series a line:\n\n"
      "| what | shape | processes a commit | all steps found | with a false "
      "step |\n| --- | --- | ---: | ---: | ---: |\n",
      length, kNoise * 100, count);
  for (const PowerSetting& setting : Settings()) {
    MadeUpSamples made(20261127);
    int all_found = 0;
    int with_false = 0;
    for (int i = 0; i < count; ++i) {
      const PowerSeries series = MakeSeries(setting, length, made);
      if (FoundAll(series)) ++all_found;
      if (HasFalse(series)) ++with_false;
      lines += JsonLine(setting, series);
    }
    const auto percent = [&](int part) { return 100.0 * part / count; };
    std::cout << absl::StreamFormat(
        "| %s | %s | %d | %s | %.1f %% |\n", setting.what,
        SampleShapeName(setting.shape), setting.processes,
        setting.steps.empty() ? ""
                              : absl::StrFormat("%.1f %%", percent(all_found)),
        percent(with_false));
  }
  return lines;
}

int HistoryPower(const std::vector<std::string>& files) {
  const int count = absl::GetFlag(FLAGS_series);
  const int length = absl::GetFlag(FLAGS_length);
  constexpr int kMinLength = 20;
  if (!files.empty() || count < 1 || length < kMinLength) {
    return BadUse(
        "--series is at least 1, --length at least 20, and there are "
        "no files");
  }
  const std::string lines =
      PrintPowerOfSteps(count, static_cast<size_t>(length));
  const std::string out = absl::GetFlag(FLAGS_series_out);
  if (out.empty()) return kExitSuccess;
  const absl::Status status =
      WithFlagName("--series_out", WriteFileWhole(out, lines));
  return status.ok() ? kExitSuccess : BadUse(status.message());
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kHelp, feluda::kExitStatuses, ""},
                         feluda::HistoryPower);
}
