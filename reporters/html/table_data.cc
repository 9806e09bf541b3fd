#include "reporters/html/table_data.h"

#include <string>
#include <utility>

#include "lib/text/text.h"
#include "nlohmann/json.hpp"

namespace feluda {

using Json = nlohmann::ordered_json;

Json TableData(absl::string_view title, const TextTable& table, size_t rows,
               size_t text_bytes) {
  Json columns = Json::array();
  for (const TextTable::Column& column : table.columns) {
    columns.push_back({{"title", column.title}, {"number", column.is_number}});
  }
  Json shown = Json::array();
  for (const auto& row : table.rows) {
    if (shown.size() == rows) break;
    Json& cells = shown.emplace_back(Json::array());
    for (const std::string& cell : row) {
      cells.push_back(CutText(Printable(cell), text_bytes));
    }
  }
  return {{"title", std::string(title)},
          {"total", table.rows.size()},
          {"columns", std::move(columns)},
          {"rows", std::move(shown)}};
}

}  // namespace feluda
