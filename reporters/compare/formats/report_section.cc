#include "reporters/compare/formats/report_section.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "reporters/html/plain_page.h"

namespace feluda {

std::string SectionsText(const std::vector<ReportSection>& sections,
                         size_t most) {
  std::string text;
  for (const ReportSection& section : sections) {
    absl::StrAppend(&text, section.title, ":\n");
    for (size_t i = 0; i < std::min(most, section.lines.size()); ++i) {
      absl::StrAppend(&text, "  ", section.lines[i], "\n");
    }
    if (section.lines.size() > most) {
      absl::StrAppend(&text, "  and ", section.lines.size() - most, " more\n");
    }
    text += "\n";
  }
  return text;
}

std::string SectionsHtml(const std::vector<ReportSection>& sections,
                         size_t most) {
  std::string page;
  for (const ReportSection& section : sections) {
    absl::StrAppend(&page, "<h2>", EscapedHtml(section.title), "</h2>\n<ul>\n");
    for (size_t i = 0; i < std::min(most, section.lines.size()); ++i) {
      absl::StrAppend(&page, "<li class=\"name\">",
                      EscapedHtml(section.lines[i]), "</li>\n");
    }
    if (section.lines.size() > most) {
      absl::StrAppend(&page, "<li class=\"faint\">and ",
                      section.lines.size() - most, " more</li>\n");
    }
    page += "</ul>\n";
  }
  return page;
}

}  // namespace feluda
