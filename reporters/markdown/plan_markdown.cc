#include "reporters/markdown/plan_markdown.h"

#include "absl/strings/str_cat.h"
#include "lib/text/markdown_cell.h"
#include "reporters/markdown/text_table.h"
#include "reporters/plan/plan_notes.h"
#include "reporters/plan/plan_text.h"

namespace feluda {
namespace {

std::string Titled(absl::string_view title, const TextTable& table) {
  if (table.empty()) return "";
  return absl::StrCat("### ", title, "\n\n", MarkdownTable(table), "\n");
}

}  // namespace

std::string PlanSection(const Plan& plan) {
  const TextTable table = PlanTable(plan);
  if (table.empty()) return "";
  const std::string machine = PlanMachine(plan);
  std::string text = absl::StrCat(
      "## Plan", machine.empty() ? "" : absl::StrCat(" for ", machine), "\n\n",
      MarkdownTable(table), "\n",
      Titled("Your files as a whole", MixTable(plan)),
      Titled("All files by one process", PassTable(plan)),
      Titled("The workers at once", AtOnceTable(plan)));
  for (const std::string& note : PlanAssumptions(plan)) {
    absl::StrAppend(&text, "- ", EscapeCell(note), "\n");
  }
  return absl::StrCat(text, "\n");
}

}  // namespace feluda
