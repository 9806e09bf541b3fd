#include "lib/provenance/timestamp.h"

#include "absl/strings/str_replace.h"

namespace feluda {

std::optional<absl::Time> ParseTimestamp(const std::string& text) {
  absl::Time time;
  const std::string iso = absl::StrReplaceAll(text, {{" ", "T"}});
  if (absl::ParseTime(absl::RFC3339_full, iso, &time, nullptr)) return time;
  if (absl::ParseTime("%Y-%m-%dT%H:%M:%E*S", iso, absl::LocalTimeZone(), &time,
                      nullptr)) {
    return time;
  }
  return std::nullopt;
}

}  // namespace feluda
