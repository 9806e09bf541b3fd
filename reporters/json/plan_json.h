// The plan as a member of the JSON report.

#ifndef REPORTERS_JSON_PLAN_JSON_H_
#define REPORTERS_JSON_PLAN_JSON_H_

#include "nlohmann/json_fwd.hpp"
#include "reporters/plan/plan.h"

namespace feluda {

nlohmann::ordered_json PlanJson(const Plan& plan);

}  // namespace feluda

#endif  // REPORTERS_JSON_PLAN_JSON_H_
