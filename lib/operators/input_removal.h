// The operators' `remove_after_processing`.

#ifndef LIB_OPERATORS_INPUT_REMOVAL_H_
#define LIB_OPERATORS_INPUT_REMOVAL_H_

#include <string>

#include "absl/status/status.h"

namespace feluda {

// Deletes the file; one that is not there is as good as deleted. An error
// begins with the path and tells the cause.
absl::Status RemoveInput(const std::string& path);

}  // namespace feluda

#endif  // LIB_OPERATORS_INPUT_REMOVAL_H_
