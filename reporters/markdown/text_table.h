// Tables of plain text as Markdown.

#ifndef REPORTERS_MARKDOWN_TEXT_TABLE_H_
#define REPORTERS_MARKDOWN_TEXT_TABLE_H_

#include <string>

#include "reporters/plan/plan_text.h"

namespace feluda {

// Titles, the rule and the rows, every text escaped.
std::string MarkdownTable(const TextTable& table);

}  // namespace feluda

#endif  // REPORTERS_MARKDOWN_TEXT_TABLE_H_
