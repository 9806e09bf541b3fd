// The comparison as a page for people: one HTML file that opens from disk, in
// light and in dark, without a script and without the network. Each change
// stands on a scale with its interval, the threshold shaded.

#ifndef REPORTERS_COMPARE_FORMATS_COMPARISON_HTML_H_
#define REPORTERS_COMPARE_FORMATS_COMPARISON_HTML_H_

#include <cstddef>
#include <string>

#include "reporters/compare/formats/comparison_text.h"

namespace feluda {

// The page is UTF-8. It has at most `rows` rows for each verdict, and says how
// many it leaves out. No text of a report can be markup.
std::string ComparisonHtml(const ComparisonReport& report, size_t rows = 2000);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_FORMATS_COMPARISON_HTML_H_
