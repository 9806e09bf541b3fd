#include "reporters/html/python_data.h"

#include <string>
#include <utility>

#include "lib/text/text.h"
#include "nlohmann/json.hpp"
#include "reporters/html/table_data.h"
#include "reporters/python/python_comparison_text.h"

namespace feluda {

using Json = nlohmann::ordered_json;

Json PythonData(const PythonComparison& comparison, size_t rows,
                size_t text_bytes) {
  if (comparison.empty()) return nullptr;
  Json notes = Json::array();
  for (const std::string& note : PythonComparisonNotes(comparison)) {
    notes.push_back(CutText(Printable(note), text_bytes));
  }
  return {
      {"title", kComparedWithPython},
      {"table", TableData(kComparedWithPython,
                          PythonComparisonTable(comparison), rows, text_bytes)},
      {"notes", std::move(notes)}};
}

}  // namespace feluda
