// Registers benchmarks as --feluda_media_dir and --feluda_data_dir say.

#ifndef LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
#define LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_

#include "absl/status/status.h"

namespace feluda {

// Registers the benchmarks on media, and names on stderr the files that were
// left out. Errors name the flag. REQUIRES: the command line was parsed.
absl::Status RegisterMediaByFlags();

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
