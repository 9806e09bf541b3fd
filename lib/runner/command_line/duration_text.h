// Writes a duration as people say it: "12 s", "3 min 20 s", "2 h 5 min".

#ifndef LIB_RUNNER_COMMAND_LINE_DURATION_TEXT_H_
#define LIB_RUNNER_COMMAND_LINE_DURATION_TEXT_H_

#include <string>

#include "absl/time/time.h"

namespace feluda {

// Rounds to the second.
std::string DurationText(absl::Duration duration);

}  // namespace feluda

#endif  // LIB_RUNNER_COMMAND_LINE_DURATION_TEXT_H_
