// Where the user is.

#ifndef LIB_BASE_WORKING_DIRECTORY_H_
#define LIB_BASE_WORKING_DIRECTORY_H_

#include "absl/status/status.h"

namespace feluda {

// Goes to where the command was typed, so that a relative path means what it
// meant there: `bazel run` starts programs elsewhere. Error: FailedPrecondition
// where that directory is gone.
absl::Status ReturnToUsersDirectory();

}  // namespace feluda

#endif  // LIB_BASE_WORKING_DIRECTORY_H_
