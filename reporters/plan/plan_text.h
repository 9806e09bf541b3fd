// The plan in words and tables, which all forms of the report share. The texts
// are plain: each form escapes and lays out as it must.

#ifndef REPORTERS_PLAN_PLAN_TEXT_H_
#define REPORTERS_PLAN_PLAN_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "reporters/plan/plan.h"

namespace feluda {

struct TextTable {
  struct Column {
    std::string title;
    bool is_number = false;
  };

  std::vector<Column> columns;
  // Each row has a cell for each column, empty where there is no figure.
  std::vector<std::vector<std::string>> rows;

  bool empty() const { return rows.empty(); }
};

// The answer: an operator a row, with the memory to give a worker, how many
// workers fit, and what they get through.
TextTable PlanTable(const Plan& plan);

// What the user's files are as a whole; empty where there are none.
TextTable MixTable(const Plan& plan);

// The passes over all files by one process; empty where there are none.
TextTable PassTable(const Plan& plan);

// What the planned workers did when run at once, beside what the plan says of
// as many without that; empty where none ran.
TextTable AtOnceTable(const Plan& plan);

// "with length: no (0.1 to 3.2 minutes)".
std::string GrowthText(const MemoryGrowth& growth);

}  // namespace feluda

#endif  // REPORTERS_PLAN_PLAN_TEXT_H_
