// The comparison for a pull request or the summary of a CI job.

#ifndef REPORTERS_COMPARE_FORMATS_COMPARISON_MARKDOWN_H_
#define REPORTERS_COMPARE_FORMATS_COMPARISON_MARKDOWN_H_

#include <cstddef>
#include <string>

#include "reporters/compare/formats/comparison_text.h"

namespace feluda {

// Shows what is worse and better, folds away what cannot be told, and counts
// what stayed the same. A table has at most `rows` rows, since GitHub cuts a
// summary at 1 MiB.
std::string ComparisonMarkdown(const ComparisonReport& report,
                               size_t rows = 300);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_FORMATS_COMPARISON_MARKDOWN_H_
