// Makes relative paths mean what the user meant.

#ifndef LIB_BASE_WORKING_DIRECTORY_H_
#define LIB_BASE_WORKING_DIRECTORY_H_

#include "absl/status/status.h"

namespace feluda {

// Changes to the directory in which the command was typed, since `bazel run`
// starts programs in another one. Error: FailedPrecondition if that directory
// cannot be entered.
absl::Status ReturnToUsersDirectory();

}  // namespace feluda

#endif  // LIB_BASE_WORKING_DIRECTORY_H_
