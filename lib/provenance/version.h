// The version of Feluda Benchmarks. CHANGELOG.md says what came with each.

#ifndef LIB_PROVENANCE_VERSION_H_
#define LIB_PROVENANCE_VERSION_H_

#include "absl/strings/string_view.h"

namespace feluda {

// Returns "MAJOR.MINOR.PATCH". No other place states it.
inline constexpr absl::string_view Version() { return "0.1.0"; }

}  // namespace feluda

#endif  // LIB_PROVENANCE_VERSION_H_
