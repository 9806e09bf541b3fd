// The plan in the data of a page: its tables and sentences.

#ifndef REPORTERS_HTML_PLAN_DATA_H_
#define REPORTERS_HTML_PLAN_DATA_H_

#include <cstddef>

#include "nlohmann/json_fwd.hpp"
#include "reporters/plan/plan.h"

namespace feluda {

// {"machine", "tables": [{"title", "columns", "rows"}], "assumptions"}; null
// where there is nothing to plan. Tables have at most `rows` rows, and texts
// are cut after `text_bytes`.
nlohmann::ordered_json PlanData(const Plan& plan, size_t rows,
                                size_t text_bytes);

}  // namespace feluda

#endif  // REPORTERS_HTML_PLAN_DATA_H_
