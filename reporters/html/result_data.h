// A result as the page is given it: a part of data.h.

#ifndef REPORTERS_HTML_RESULT_DATA_H_
#define REPORTERS_HTML_RESULT_DATA_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"
#include "reporters/result.h"

namespace feluda {

// The counters that stand in a result's `figures`, in their order.
const std::vector<std::string>& FigureNames();

// Texts longer than `text_bytes` are cut.
nlohmann::ordered_json ResultData(const Result& result, size_t text_bytes);

// `text` as valid UTF-8. What is longer is cut between two characters, and says
// how much is missing.
std::string CutText(absl::string_view text, size_t most_bytes);

}  // namespace feluda

#endif  // REPORTERS_HTML_RESULT_DATA_H_
