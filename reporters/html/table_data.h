// A table of plain text in the data of a page.

#ifndef REPORTERS_HTML_TABLE_DATA_H_
#define REPORTERS_HTML_TABLE_DATA_H_

#include <cstddef>

#include "absl/strings/string_view.h"
#include "nlohmann/json_fwd.hpp"
#include "reporters/plan/plan_text.h"

namespace feluda {

// {"title", "total", "columns": [{"title", "number"}], "rows": [[...]]}: the
// first `rows` rows of `total`, texts cut after `text_bytes`.
nlohmann::ordered_json TableData(absl::string_view title,
                                 const TextTable& table, size_t rows,
                                 size_t text_bytes);

}  // namespace feluda

#endif  // REPORTERS_HTML_TABLE_DATA_H_
