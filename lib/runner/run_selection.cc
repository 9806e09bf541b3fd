#include "lib/runner/run_selection.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "benchmark/benchmark.h"
#include "lib/provenance/provenance.h"
#include "lib/runner/command_line/media_flags.h"
#include "lib/runner/selection/benchmark_list.h"
#include "lib/runner/selection/manual_benchmarks.h"
#include "lib/runner/selection/media_first.h"
#include "lib/runs/workers/worker_fit.h"
#include "reporters/output/plan_flag.h"

ABSL_DECLARE_FLAG(std::string, feluda_media_dir);
ABSL_FLAG(std::string, feluda_resume, "",
          "take over what this report (.json) has measured, and run the rest");

namespace feluda {
namespace {

// The benchmarks on the user's media come first, and alone unless a filter or a
// listing asks for others. The report says what was left out.
void SelectMedia(const std::set<std::string>& inputs, bool alone,
                 Selection& selection) {
  if (inputs.empty()) return;
  const MediaSelection media = MediaFirst(selection.names(), inputs, alone);
  selection.Keep(media.names);
  if (!alone) return;
  const std::string told =
      DescribeMediaSelection(media, absl::GetFlag(FLAGS_feluda_media_dir));
  std::cerr << told << "\n";
  benchmark::AddCustomContext("selection", told);
}

}  // namespace

absl::StatusOr<Selection> SelectByFlags(const CommandLine& command_line,
                                        const std::optional<Shard>& shard,
                                        char* program) {
  const auto media =
      RegisterMediaByFlags(PlanFromFlag().value_or(PlanRequest()));
  if (!media.ok()) return media.status();
  const bool unfiltered = benchmark::GetBenchmarkFilter().empty();
  if (!command_line.list_tests) ExcludeManualBenchmarks();
  absl::StatusOr<std::vector<std::string>> names = ListBenchmarks(program);
  if (!names.ok()) return names.status();
  Selection selection(*std::move(names));
  SelectMedia(*media, unfiltered && !command_line.list_tests, selection);
  if (shard.has_value()) selection.Keep(*shard);
  return selection;
}

void UseRounds(const RoundsRequest& rounds, Selection& selection) {
  if (rounds.rounds == 0) return;
  selection.set_rounds(rounds.rounds);
  benchmark::AddCustomContext("rounds", absl::StrCat(rounds.rounds));
  benchmark::AddCustomContext("rounds_seed", absl::StrCat(rounds.seed));
}

absl::Status ResumeByFlag(absl::string_view program, absl::Time started,
                          Selection& selection) {
  const std::string file = absl::GetFlag(FLAGS_feluda_resume);
  if (file.empty()) return absl::OkStatus();
  absl::Status resumed = selection.Resume(
      file, [&] { return CaptureProvenance(program, started); });
  if (!resumed.ok()) return resumed;
  const size_t all = selection.names().size();
  const std::vector<int64_t> rounds = selection.RoundsThere();
  const auto partly = rounds.size() - static_cast<size_t>(std::count(
                                          rounds.begin(), rounds.end(), 0));
  std::cerr << absl::StrCat("Taken over from ", file, ": ",
                            all - selection.to_run().size(), " of ", all,
                            " benchmarks");
  if (partly > 0) std::cerr << ", and rounds of " << partly << " more";
  std::cerr << ".\n";
  return absl::OkStatus();
}

}  // namespace feluda
