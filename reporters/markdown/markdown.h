// The report as Markdown. Feluda's sections and columns come first, then what
// makes the times uncertain, the failures with their messages, and the sizing.
// No name, description or message of a benchmark can break a table or become
// markup.

#ifndef REPORTERS_MARKDOWN_MARKDOWN_H_
#define REPORTERS_MARKDOWN_MARKDOWN_H_

#include <string>

#include "reporters/report/report.h"

namespace feluda {

// The text is UTF-8. The locale does not matter.
std::string ToMarkdown(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_MARKDOWN_MARKDOWN_H_
