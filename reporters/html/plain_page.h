// The frame of the pages of comparisons and histories: one HTML file that opens
// from disk, in light and in dark, without a script and without the network.
//
//   std::string page = PlainPageStart("Comparison");
//   absl::StrAppend(&page, "<h1>", EscapedHtml(name), "</h1>", kPlainPageEnd);

#ifndef REPORTERS_HTML_PLAIN_PAGE_H_
#define REPORTERS_HTML_PLAIN_PAGE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace feluda {

// The page up to <body>, with styles for tables, for the classes "worse",
// "better", "same", "open" and "faint", and for svg's "axis" and "dot". `style`
// is added to these. REQUIRES: `title` is escaped.
std::string PlainPageStart(absl::string_view title,
                           absl::string_view style = "");

inline constexpr absl::string_view kPlainPageEnd = "</body>\n</html>\n";

// Escapes text for a page or a quoted attribute, and makes it valid UTF-8.
std::string EscapedHtml(absl::string_view text);

}  // namespace feluda

#endif  // REPORTERS_HTML_PLAIN_PAGE_H_
