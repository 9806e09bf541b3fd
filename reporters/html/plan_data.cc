#include "reporters/html/plan_data.h"

#include <string>

#include "absl/strings/string_view.h"
#include "lib/text/text.h"
#include "nlohmann/json.hpp"
#include "reporters/report/plan_text.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

void AddTable(absl::string_view title, const TextTable& table, size_t rows,
              size_t text_bytes, Json& tables) {
  if (table.empty()) return;
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
  tables.push_back({{"title", std::string(title)},
                    {"total", table.rows.size()},
                    {"columns", std::move(columns)},
                    {"rows", std::move(shown)}});
}

}  // namespace

Json PlanData(const Plan& plan, size_t rows, size_t text_bytes) {
  Json tables = Json::array();
  AddTable("", PlanTable(plan), rows, text_bytes, tables);
  if (tables.empty()) return nullptr;
  AddTable("Your files as a whole", MixTable(plan), rows, text_bytes, tables);
  AddTable("All files by one process", PassTable(plan), rows, text_bytes,
           tables);
  AddTable("The workers at once", AtOnceTable(plan), rows, text_bytes, tables);
  return {{"machine", PlanMachine(plan)},
          {"tables", std::move(tables)},
          {"assumptions", PlanAssumptions(plan)}};
}

}  // namespace feluda
