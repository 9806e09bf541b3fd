// Selects the benchmarks of this process as the flags say.
//
//   absl::StatusOr<Selection> selection =
//       SelectByFlags(command_line, shard, argv[0]);
//   absl::Status resumed = ResumeByFlag(argv[0], started, *selection);

#ifndef LIB_RUNNER_RUN_SELECTION_H_
#define LIB_RUNNER_RUN_SELECTION_H_

#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/runner/command_line/command_line.h"
#include "lib/runner/rounds/rounds_flags.h"
#include "lib/runner/selection/selection.h"
#include "lib/runner/selection/shard.h"

namespace feluda {

// Registers the benchmarks on the user's media, and returns those that the
// filter picks and the shard has. Errors name the flag and the remedy. REQUIRES
// for all: the command line was read; this process has one thread.
absl::StatusOr<Selection> SelectByFlags(const CommandLine& command_line,
                                        const std::optional<Shard>& shard,
                                        char* program);

// Makes the benchmarks run in rounds, if that is asked for. The report will say
// how many, and the seed that repeats their order.
void UseRounds(const RoundsRequest& rounds, Selection& selection);

// Takes over the results in the report of --feluda_resume, and says so on
// stderr.
absl::Status ResumeByFlag(absl::string_view program, absl::Time started,
                          Selection& selection);

}  // namespace feluda

#endif  // LIB_RUNNER_RUN_SELECTION_H_
