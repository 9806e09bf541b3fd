// The page around the data, generated from the files of this folder: one piece
// of HTML with its style, its scripts and Chart.js inside.

#ifndef REPORTERS_HTML_PAGE_H_
#define REPORTERS_HTML_PAGE_H_

#include "absl/strings/string_view.h"

namespace feluda {

// The report's data (page_data.h) belongs between the two, escaped by
// EscapeForScript(), so that nothing in it ends the script.
absl::string_view PageBeforeData();
absl::string_view PageAfterData();

}  // namespace feluda

#endif  // REPORTERS_HTML_PAGE_H_
