// Removes the input of an operator whose option `remove_after_processing` is
// set.

#ifndef LIB_OPERATORS_INPUT_REMOVAL_H_
#define LIB_OPERATORS_INPUT_REMOVAL_H_

#include <string>

#include "absl/status/status.h"

namespace feluda {

// Deletes the file; a missing file is no error. The message of an error begins
// with the path and ends with the cause.
absl::Status RemoveInput(const std::string& path);

}  // namespace feluda

#endif  // LIB_OPERATORS_INPUT_REMOVAL_H_
