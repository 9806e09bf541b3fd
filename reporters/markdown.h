// The report as Markdown: Feluda's sections and columns. No text that a
// benchmark brings along, be it a name, a description or an error, can break a
// table or become markup.

#ifndef REPORTERS_MARKDOWN_H_
#define REPORTERS_MARKDOWN_H_

#include <string>

#include "absl/strings/string_view.h"
#include "reporters/report.h"

namespace feluda {

// In UTF-8. The locale does not matter.
std::string ToMarkdown(const Report& report);

// `text` such that a table's cell shows it as it is: markup and HTML escaped,
// line breaks as <br>, other control characters as blanks.
std::string EscapeCell(absl::string_view text);

// Seconds in decimal notation, with at least three decimals and at least four
// significant digits: 12.851, 0.00005000.
std::string FormatSeconds(double seconds);

}  // namespace feluda

#endif  // REPORTERS_MARKDOWN_H_
