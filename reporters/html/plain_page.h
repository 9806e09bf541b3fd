// A page for people that is one HTML file, opens from disk, in light and in
// dark, and has no script and nothing from the network. Comparisons and
// histories are such pages.
//
//   std::string page = PlainPageStart("Comparison");
//   absl::StrAppend(&page, "<h1>", EscapedHtml(name), "</h1>", kPlainPageEnd);

#ifndef REPORTERS_HTML_PLAIN_PAGE_H_
#define REPORTERS_HTML_PLAIN_PAGE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

// Up to <body>, with the style of tables, of what is "worse", "better", "same",
// "open" or "faint", and of svg's "axis" and "dot". `style` is added to it.
// REQUIRES: both are markup already.
std::string PlainPageStart(absl::string_view title,
                           absl::string_view style = "");

inline constexpr absl::string_view kPlainPageEnd = "</body>\n</html>\n";

// Valid UTF-8 that is no markup, in text as in quoted attributes.
std::string EscapedHtml(absl::string_view text);

}  // namespace feluda

#endif  // REPORTERS_HTML_PLAIN_PAGE_H_
