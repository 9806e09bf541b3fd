#include "lib/runner/command_line/expected_times.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "lib/runner/processes/subprocess_call.h"
#include "lib/runs/counters.h"
#include "lib/runs/json/run_reader.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// A larger one takes a second and more to read.
constexpr uintmax_t kMaxBytes = 16 << 20;

// A report has one dot in its name; other forms of it have two.
bool IsReport(const fs::path& path) {
  const std::string name = path.filename().string();
  return absl::StartsWith(name, "benchmark_results_") &&
         path.extension() == ".json" &&
         !absl::StrContains(path.stem().string(), '.');
}

std::string NewestReport(const std::string& results_dir) {
  std::string newest;
  fs::file_time_type newest_time = fs::file_time_type::min();
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(results_dir, error)) {
    const fs::file_time_type time = entry.last_write_time(error);
    if (error || !IsReport(entry.path()) || time < newest_time) continue;
    newest = entry.path().string();
    newest_time = time;
  }
  const uintmax_t bytes = newest.empty() ? 0 : fs::file_size(newest, error);
  return error || bytes > kMaxBytes ? "" : newest;
}

// "1.25 operator/input", a line a run that tells.
std::string TimesIn(const std::string& file) {
  const absl::StatusOr<RecordedRuns> recorded = ReadRunsRegularFile(file);
  if (!recorded.ok()) return "";
  std::string lines;
  for (const auto& run : recorded->runs) {
    const std::optional<double> seconds = Get(run.counters, kProcessSeconds);
    if (!seconds.has_value()) continue;
    absl::StrAppend(&lines, *seconds, " ", run.run_name.str(), "\n");
  }
  return lines;
}

}  // namespace

std::map<std::string, absl::Duration> ExpectedTimes(
    const std::string& results_dir) {
  std::map<std::string, absl::Duration> times;
  const std::string file = NewestReport(results_dir);
  if (file.empty()) return times;
  const absl::StatusOr<std::string> lines =
      CallInSubprocess([&file] { return TimesIn(file); });
  if (!lines.ok()) return times;
  for (const absl::string_view line :
       absl::StrSplit(*lines, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> parts =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    double seconds;
    if (parts.size() == 2 && absl::SimpleAtod(parts[0], &seconds)) {
      times[parts[1]] = absl::Seconds(seconds);
    }
  }
  return times;
}

}  // namespace feluda
