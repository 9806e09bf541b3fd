#include "lib/runner/command_line/duration_text.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace feluda {

std::string DurationText(absl::Duration duration) {
  const int64_t seconds = absl::ToInt64Seconds(duration + absl::Seconds(0.5));
  if (seconds < 60) return absl::StrCat(seconds, " s");
  if (seconds < 3600) {
    return absl::StrCat(seconds / 60, " min ", seconds % 60, " s");
  }
  return absl::StrCat(seconds / 3600, " h ", seconds % 3600 / 60, " min");
}

}  // namespace feluda
