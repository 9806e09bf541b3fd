// Reads the times that reports and files of Google Benchmark have.

#ifndef LIB_PROVENANCE_TIMESTAMP_H_
#define LIB_PROVENANCE_TIMESTAMP_H_

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace feluda {

// Reads a time such as "2026-11-23T09:05:07.25+01:00", also with a blank in
// place of the T. A time without an offset from UTC is local time, as from
// Python's datetime.now(). Nullopt for what is no time.
std::optional<absl::Time> ParseTimestamp(const std::string& text);

}  // namespace feluda

#endif  // LIB_PROVENANCE_TIMESTAMP_H_
