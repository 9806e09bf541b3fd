// The files that a comparison is written to: --to, --out and
// --feluda_markdown_append.

#ifndef REPORTERS_COMPARE_FORMATS_COMPARISON_FILES_H_
#define REPORTERS_COMPARE_FORMATS_COMPARISON_FILES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "reporters/compare/formats/comparison_text.h"

namespace feluda {

struct ComparisonFormats {
  // Some of "json", "markdown" and "html".
  std::vector<std::string> names;
  // The files' path without their endings.
  std::string prefix;
  // A file that the Markdown is added to at the end; none where it is empty.
  std::string markdown_append;
};

// InvalidArgument names the flag and the remedy.
absl::StatusOr<ComparisonFormats> ComparisonFormatsFromFlags();

// Writes new files, replaces none, and prints their names.
absl::Status SaveComparison(const ComparisonReport& report,
                            const ComparisonFormats& formats);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_FORMATS_COMPARISON_FILES_H_
