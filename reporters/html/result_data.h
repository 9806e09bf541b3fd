// One result in the data of a page; page_data.h describes the whole.

#ifndef REPORTERS_HTML_RESULT_DATA_H_
#define REPORTERS_HTML_RESULT_DATA_H_

#include <cstddef>
#include <string>
#include <vector>

#include "nlohmann/json_fwd.hpp"
#include "reporters/report/result.h"

namespace feluda {

// The counters that stand in a result's `figures`, in their order.
const std::vector<std::string>& FigureNames();

// Texts longer than `text_bytes` are cut. `family` is there where the benchmark
// is one of several arguments: see lib/runs/families.h.
nlohmann::ordered_json ResultData(const Result& result, size_t text_bytes);

}  // namespace feluda

#endif  // REPORTERS_HTML_RESULT_DATA_H_
