#include "reporters/html/plan_data.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "nlohmann/json.hpp"
#include "reporters/html/table_data.h"
#include "reporters/plan/plan_notes.h"
#include "reporters/plan/plan_text.h"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

void AddTable(absl::string_view title, const TextTable& table, size_t rows,
              size_t text_bytes, Json& tables) {
  if (table.empty()) return;
  tables.push_back(TableData(title, table, rows, text_bytes));
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
