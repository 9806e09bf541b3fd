#include "reporters/history/testing/made_up_history.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "lib/runs/json/run_reader.h"
#include "lib/runs/new_run.h"
#include "reporters/compare/testing/made_up_sides.h"
#include "reporters/history/make_history.h"

namespace feluda {

using Run = benchmark::BenchmarkReporter::Run;

HistoryReport MadeUpDay(int day, const std::vector<Run>& runs,
                        const std::string& compiler) {
  RecordedRuns recorded;
  recorded.runs = runs;
  const absl::Time date = absl::FromCivil(
      absl::CivilSecond(2026, 11, 1 + day, 9, 0, 0), absl::UTCTimeZone());
  auto& info = recorded.provenance.system_info;
  info["timestamp"] =
      absl::FormatTime(absl::RFC3339_full, date, absl::UTCTimeZone());
  info["git_commit"] = absl::StrFormat("%09x%031x", 0xabc0 + day, 0);
  info["compiler"] = compiler;
  return ToHistoryReport(absl::StrCat("results/day", day, ".json"), recorded,
                         true);
}

std::vector<HistoryReport> MadeUpDays(const std::vector<double>& seconds) {
  std::vector<HistoryReport> days;
  for (const double time : seconds) {
    days.push_back(MadeUpDay(static_cast<int>(days.size()),
                             {MadeUpRoundRun("sort/8", -1, time)}));
  }
  return days;
}

History MadeUpHistory() {
  std::vector<HistoryReport> days;
  for (int day = 0; day < 12; ++day) {
    const double noise = 0.001 * (day * 7 % 5);
    const double seconds = (day < 6 ? 1 : 1.5) + noise;
    days.push_back(MadeUpDay(
        day, {MadeUpRoundRun("sort/<slow>", -1, seconds, day < 4 ? 100 : 101),
              MadeUpRoundRun("sort/flat", -1, 2 + noise),
              day == 7 ? FailedRun("sort/broken", "no memory")
                       : MadeUpRoundRun("sort/broken", -1, 3)}));
  }
  return MakeHistory(std::move(days), {});
}

}  // namespace feluda
