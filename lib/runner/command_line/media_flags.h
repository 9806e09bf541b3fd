// The flags --feluda_media_dir and --feluda_data_dir, made real.

#ifndef LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
#define LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_

#include "absl/status/status.h"

namespace feluda {

// Registers the benchmarks on media, and tells stderr which files were left
// out. Errors name the flag. REQUIRES: the command line was read.
absl::Status RegisterMediaByFlags();

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_MEDIA_FLAGS_H_
