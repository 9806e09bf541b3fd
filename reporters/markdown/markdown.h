// The report as Markdown: Feluda's sections and columns, and after them what
// blurs the figures, the failures with their messages, and the sizing. No text
// that a benchmark brings along, be it a name, a description or an error, can
// break a table or become markup.

#ifndef REPORTERS_MARKDOWN_MARKDOWN_H_
#define REPORTERS_MARKDOWN_MARKDOWN_H_

#include <string>

#include "reporters/report/report.h"

namespace feluda {

// In UTF-8. The locale does not matter.
std::string ToMarkdown(const Report& report);

}  // namespace feluda

#endif  // REPORTERS_MARKDOWN_MARKDOWN_H_
