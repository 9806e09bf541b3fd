// The report as a page for people: one HTML file that opens from disk, with no
// network, in light and in dark, on a phone and on paper.
//
// Every text and figure is data to the page's own script and never markup, and
// a Content-Security-Policy lets the page run that script alone and load
// nothing, so that no benchmark's name or message can do anything but be read.
//
// The page holds at most some thousand results, and says how many it leaves
// out: PageLimits in reporters/html/page_data.h.

#ifndef REPORTERS_HTML_HTML_H_
#define REPORTERS_HTML_HTML_H_

#include <string>

#include "absl/strings/string_view.h"
#include "reporters/report/report.h"

namespace feluda {

// The page is UTF-8. The locale does not matter.
std::string ToHtml(const Report& report);

// Respells a JSON value without '<', '>' and '&', so that it may stand inside
// <script>. REQUIRES: valid JSON, which has these in strings only.
std::string EscapeForScript(absl::string_view json);

}  // namespace feluda

#endif  // REPORTERS_HTML_HTML_H_
