#include "lib/runner/selection/selection.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
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

}  // namespace

Selection::Selection(std::vector<std::string> names)
    : names_(std::move(names)), to_run_(names_) {}

void Selection::Keep(std::vector<std::string> names) {
  names_ = std::move(names);
  to_run_ = names_;
  is_narrowed_ = true;
}

void Selection::Keep(const Shard& shard) {
  Keep(OfShard(shard, names_));
  benchmark::AddCustomContext("shard_index", absl::StrCat(shard.index));
  benchmark::AddCustomContext("total_shards", absl::StrCat(shard.total));
}

absl::Status Selection::Resume(const std::string& path,
                               const std::function<Provenance()>& here) {
  const absl::StatusOr<std::string> told = CallInSubprocess([&] {
    const auto resumed = LoadResumedResults(path, names_, here());
    if (!resumed.ok()) {
      return absl::StrCat(kError, resumed.status().message());
    }
    return absl::StrJoin(LeftToRun(names_, *resumed), "\n");
  });
  if (!told.ok()) {
    return absl::InternalError(
        absl::StrCat("--feluda_resume=", path, ": ", told.status().message()));
  }
  absl::string_view text = *told;
  if (absl::ConsumePrefix(&text, kError)) {
    return absl::InvalidArgumentError(text);
  }
  to_run_ = absl::StrSplit(text, '\n', absl::SkipEmpty());
  is_narrowed_ = true;
  resumed_from_ = path;
  benchmark::AddCustomContext("resumed_from", path);
  return absl::OkStatus();
}

absl::StatusOr<ResumedResults> Selection::LoadResumed(
    const Provenance& here) const {
  if (resumed_from_.empty()) return ResumedResults();
  absl::StatusOr<ResumedResults> resumed =
      LoadResumedResults(resumed_from_, names_, here);
  if (resumed.ok() && LeftToRun(names_, *resumed) != to_run_) {
    return absl::InvalidArgumentError(
        absl::StrCat("--feluda_resume=", resumed_from_,
                     ": has changed just now; wait until its run has ended"));
  }
  return resumed;
}

std::string Selection::Filter() const { return ExactFilter(to_run_); }

}  // namespace feluda
