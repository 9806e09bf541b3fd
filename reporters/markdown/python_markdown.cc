#include "reporters/markdown/python_markdown.h"

#include "absl/strings/str_cat.h"
#include "lib/text/markdown_cell.h"
#include "reporters/markdown/text_table.h"
#include "reporters/plan/plan_text.h"
#include "reporters/python/python_comparison_text.h"

namespace feluda {

std::string PythonSection(const PythonComparison& comparison) {
  if (comparison.empty()) return "";
  const TextTable table = PythonComparisonTable(comparison);
  std::string text = absl::StrCat("\n## ", kComparedWithPython, "\n\n");
  if (!table.empty()) absl::StrAppend(&text, MarkdownTable(table), "\n");
  for (const std::string& note : PythonComparisonNotes(comparison)) {
    absl::StrAppend(&text, "- ", EscapeCell(note), "\n");
  }
  return text;
}

}  // namespace feluda
