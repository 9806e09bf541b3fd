#include "lib/runner/selection/resume.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lib/provenance/origin.h"
#include "lib/runs/counters.h"
#include "lib/runs/families.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using Run = benchmark::BenchmarkReporter::Run;
using Runs = ResumedResults::Runs;

constexpr absl::string_view kFlag = "--feluda_resume=";

bool IsMeasured(const Runs& runs) {
  if (std::any_of(runs.begin(), runs.end(), Failed<Run>)) return false;
  const auto repetitions = std::count_if(
      runs.begin(), runs.end(),
      [](const Run& run) { return run.run_type != Run::RT_Aggregate; });
  return repetitions > 0 && repetitions >= runs.front().repetitions;
}

// Sorts the report's runs by benchmark, and its complexity rows by family.
ResumedResults Sorted(RecordedRuns recorded) {
  ResumedResults sorted;
  const std::string last =
      recorded.runs.empty() ? "" : recorded.runs.back().run_name.str();
  for (Run& run : recorded.runs) {
    const std::string name = run.run_name.str();
    auto& runs = IsComplexityRow(run) ? sorted.complexity_rows[FamilyName(name)]
                                      : sorted.runs[name];
    runs.push_back(std::move(run));
  }
  // Some of its repetitions or aggregates may be cut off.
  if (recorded.cut_short) sorted.runs.erase(last);
  return sorted;
}

std::map<std::string, std::set<std::string>> Members(
    const std::vector<std::string>& names) {
  std::map<std::string, std::set<std::string>> members;
  for (const std::string& name : names) members[FamilyName(name)].insert(name);
  return members;
}

std::vector<std::string> Names(const std::map<std::string, Runs>& runs) {
  std::vector<std::string> names;
  for (const auto& [name, ignored] : runs) names.push_back(name);
  return names;
}

// Returns the families whose complexity rows would not fit the listed members.
std::set<std::string> BrokenFamilies(const std::set<std::string>& families,
                                     const ResumedResults& recorded,
                                     const std::vector<std::string>& names) {
  const auto there = Members(Names(recorded.runs));
  const auto here = Members(names);
  std::set<std::string> broken;
  for (const std::string& family : families) {
    const auto members = there.find(family);
    const auto listed = here.find(family);
    if (members == there.end() || listed == here.end()) continue;
    const bool has_rows = recorded.complexity_rows.count(family) > 0;
    // A single member has no complexity rows.
    if (members->second != listed->second ||
        (!has_rows && members->second.size() > 1)) {
      broken.insert(family);
    }
  }
  return broken;
}

template <typename Map, typename Condition>
void EraseIf(Map& map, Condition condition) {
  for (auto it = map.begin(); it != map.end();) {
    it = condition(*it) ? map.erase(it) : std::next(it);
  }
}

absl::Status Refusal(const std::string& path, absl::string_view problem,
                     absl::string_view remedy) {
  return absl::InvalidArgumentError(
      absl::StrCat(kFlag, path, ": ", problem, "; ", remedy));
}

absl::Status CheckOrigin(const std::string& path, const Provenance& there,
                         const Provenance& here) {
  if (!there.system_info.contains("binary")) {
    return Refusal(path, "does not say which binary made it",
                   "name the .json of a report that this program saved");
  }
  const std::optional<Difference> difference = OriginDifference(there, here);
  if (!difference.has_value()) return absl::OkStatus();
  return Refusal(path,
                 absl::StrCat("differs in ", difference->what, ": ",
                              difference->one, ", here ", difference->other),
                 "resume with the program and on the machine that made it, or "
                 "measure anew without the flag");
}

// Moves the benchmarks that have some of the rounds to `started`, and drops
// those that have none.
void MoveStarted(int64_t rounds, const std::set<std::string>& listed,
                 ResumedResults& resumed) {
  EraseIf(resumed.runs, [&](auto& entry) {
    const int64_t there = RoundsIn(entry.second);
    if (there >= rounds) return false;
    if (there > 0 && listed.count(entry.first) > 0) {
      resumed.started[entry.first] = std::move(entry.second);
    }
    return true;
  });
}

}  // namespace

int64_t RoundsIn(const Runs& runs) {
  std::set<double> rounds;
  for (const Run& run : runs) {
    const std::optional<double> round = Get(run.counters, kRoundIndex);
    if (round.has_value()) rounds.insert(*round);
  }
  return static_cast<int64_t>(rounds.size());
}

ResumedResults SelectResumedResults(RecordedRuns recorded,
                                    const std::vector<std::string>& names,
                                    int64_t rounds) {
  const std::set<std::string> families = FamiliesWithComplexity(recorded.runs);
  const std::set<std::string> listed(names.begin(), names.end());
  ResumedResults resumed = Sorted(std::move(recorded));
  EraseIf(resumed.runs,
          [](const auto& entry) { return !IsMeasured(entry.second); });
  MoveStarted(rounds, listed, resumed);
  const std::set<std::string> broken = BrokenFamilies(families, resumed, names);
  EraseIf(resumed.runs, [&](const auto& entry) {
    return listed.count(entry.first) == 0 ||
           broken.count(FamilyName(entry.first)) > 0;
  });
  const auto left = Members(Names(resumed.runs));
  EraseIf(resumed.complexity_rows,
          [&](const auto& entry) { return left.count(entry.first) == 0; });
  return resumed;
}

absl::StatusOr<ResumedResults> LoadResumedResults(
    const std::string& path, const std::vector<std::string>& names,
    const Provenance& here, int64_t rounds) {
  absl::StatusOr<RecordedRuns> recorded = ReadRunsRegularFile(path);
  if (!recorded.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(kFlag, recorded.status().message(),
                     "; name the .json of a report that this program saved"));
  }
  const absl::Status origin = CheckOrigin(path, recorded->provenance, here);
  if (!origin.ok()) return origin;
  return SelectResumedResults(*std::move(recorded), names, rounds);
}

std::vector<std::string> LeftToRun(const std::vector<std::string>& names,
                                   const ResumedResults& resumed) {
  std::vector<std::string> left;
  for (const std::string& name : names) {
    if (resumed.runs.count(name) == 0) left.push_back(name);
  }
  return left;
}

}  // namespace feluda
