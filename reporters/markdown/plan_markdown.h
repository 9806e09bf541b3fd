// The plan, the section with which the Markdown report begins.

#ifndef REPORTERS_MARKDOWN_PLAN_MARKDOWN_H_
#define REPORTERS_MARKDOWN_PLAN_MARKDOWN_H_

#include <string>

#include "reporters/plan/plan.h"

namespace feluda {

// Ends with an empty line; empty where there is nothing to plan.
std::string PlanSection(const Plan& plan);

}  // namespace feluda

#endif  // REPORTERS_MARKDOWN_PLAN_MARKDOWN_H_
