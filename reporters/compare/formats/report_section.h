// Lists of lines with a title, which stand before and after a table: what
// differs beside the program, notes, what failed.

#ifndef REPORTERS_COMPARE_FORMATS_REPORT_SECTION_H_
#define REPORTERS_COMPARE_FORMATS_REPORT_SECTION_H_

#include <cstddef>
#include <string>
#include <vector>

namespace feluda {

struct ReportSection {
  std::string title;
  // Valid UTF-8 without line breaks: see PrintableLine().
  std::vector<std::string> lines;
};

// The sections for a terminal, and as markup. Each has at most `most` lines,
// and says how many it leaves out.
std::string SectionsText(const std::vector<ReportSection>& sections,
                         size_t most);
std::string SectionsHtml(const std::vector<ReportSection>& sections,
                         size_t most);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_FORMATS_REPORT_SECTION_H_
