// Registers benchmarks as --feluda_media_dir and --feluda_data_dir say.

#ifndef LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
#define LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_

#include <set>
#include <string>

#include "absl/status/statusor.h"

namespace feluda {

// Registers the benchmarks on media, and names on stderr the files that were
// left out. Returns RegisteredMedia::inputs. Errors name the flag.
// REQUIRES: the command line was parsed.
absl::StatusOr<std::set<std::string>> RegisterMediaByFlags();

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
