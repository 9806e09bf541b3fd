// Registers benchmarks as --feluda_media_dir, --feluda_data_dir,
// --feluda_model_dir and --feluda_check_plan say.

#ifndef LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
#define LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "lib/runs/workers/worker_fit.h"

namespace feluda {

// Registers the benchmarks on media, and names on stderr the files that were
// left out and the operators without a model. `plan` is the plan for
// --feluda_check_plan. Returns RegisteredMedia::inputs. Errors name the flag.
// REQUIRES: the command line was parsed.
absl::StatusOr<std::set<std::string>> RegisterMediaByFlags(
    const PlanRequest& plan);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
