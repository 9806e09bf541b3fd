// Native and Python operators side by side, in the data of a page.

#ifndef REPORTERS_HTML_PYTHON_DATA_H_
#define REPORTERS_HTML_PYTHON_DATA_H_

#include <cstddef>

#include "nlohmann/json_fwd.hpp"
#include "reporters/python/python_comparison.h"

namespace feluda {

// {"title", "table": see table_data.h, "notes": [...]}; null where there is
// nothing to compare.
nlohmann::ordered_json PythonData(const PythonComparison& comparison,
                                  size_t rows, size_t text_bytes);

}  // namespace feluda

#endif  // REPORTERS_HTML_PYTHON_DATA_H_
