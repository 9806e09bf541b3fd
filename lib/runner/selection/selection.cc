#include "lib/runner/selection/selection.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "benchmark/benchmark.h"
#include "lib/runner/processes/subprocess_call.h"
#include "lib/runner/selection/exact_filter.h"

namespace feluda {
namespace {

// Marks an error. No name begins with it, as names are listed by lines.
constexpr absl::string_view kError = "\n";

// A line for each benchmark that is to run: how many rounds of it are there, a
// blank, and its name.
std::string LinesLeftToRun(const std::vector<std::string>& names,
                           const ResumedResults& resumed) {
  std::string lines;
  for (const std::string& name : LeftToRun(names, resumed)) {
    const auto started = resumed.started.find(name);
    absl::StrAppend(
        &lines,
        started == resumed.started.end() ? 0 : RoundsIn(started->second), " ",
        name, "\n");
  }
  return lines;
}

}  // namespace

Selection::Selection(std::vector<std::string> names)
    : names_(std::move(names)), to_run_(names_) {}

void Selection::Keep(std::vector<std::string> names) {
  names_ = std::move(names);
  to_run_ = names_;
  is_narrowed_ = true;
}

void Selection::Keep(const Shard& shard) {
  unsharded_ = names_;
  Keep(OfShard(shard, names_));
  benchmark::AddCustomContext("shard_index", absl::StrCat(shard.index));
  benchmark::AddCustomContext("total_shards", absl::StrCat(shard.total));
}

absl::Status Selection::Resume(const std::string& path,
                               const std::function<Provenance()>& here) {
  const absl::StatusOr<std::string> told = CallInSubprocess([&] {
    const auto resumed = LoadResumedResults(path, names_, here(), rounds_);
    if (!resumed.ok()) {
      return absl::StrCat(kError, resumed.status().message());
    }
    return LinesLeftToRun(names_, *resumed);
  });
  if (!told.ok()) {
    return absl::InternalError(
        absl::StrCat("--feluda_resume=", path, ": ", told.status().message()));
  }
  absl::string_view text = *told;
  if (absl::ConsumePrefix(&text, kError)) {
    return absl::InvalidArgumentError(text);
  }
  to_run_.clear();
  for (absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const size_t blank = line.find(' ');
    const std::string name(line.substr(blank + 1));
    static_cast<void>(
        absl::SimpleAtoi(line.substr(0, blank), &rounds_there_[name]));
    to_run_.push_back(name);
  }
  is_narrowed_ = true;
  resumed_from_ = path;
  benchmark::AddCustomContext("resumed_from", path);
  return absl::OkStatus();
}

absl::StatusOr<ResumedResults> Selection::LoadResumed(
    const Provenance& here) const {
  if (resumed_from_.empty()) return ResumedResults();
  absl::StatusOr<ResumedResults> resumed =
      LoadResumedResults(resumed_from_, names_, here, rounds_);
  if (!resumed.ok()) return resumed;
  std::map<std::string, int64_t> rounds_there = rounds_there_;
  for (auto& [name, rounds] : rounds_there) rounds = 0;
  for (const auto& [name, runs] : resumed->started) {
    rounds_there[name] = RoundsIn(runs);
  }
  const bool changed =
      LeftToRun(names_, *resumed) != to_run_ || rounds_there != rounds_there_;
  if (changed) {
    return absl::InvalidArgumentError(
        absl::StrCat("--feluda_resume=", resumed_from_,
                     ": has changed just now; wait until its run has ended"));
  }
  return resumed;
}

std::vector<int64_t> Selection::RoundsThere() const {
  std::vector<int64_t> rounds;
  for (const std::string& name : to_run_) {
    const auto found = rounds_there_.find(name);
    rounds.push_back(found == rounds_there_.end() ? 0 : found->second);
  }
  return rounds;
}

std::string Selection::Filter() const { return ExactFilter(to_run_); }

}  // namespace feluda
