// The plan, which follows the table on the terminal, with a line for each
// operator.

#ifndef REPORTERS_CONSOLE_PLAN_CONSOLE_H_
#define REPORTERS_CONSOLE_PLAN_CONSOLE_H_

#include <string>

#include "reporters/plan/plan.h"

namespace feluda {

// Begins with an empty line; empty where there is nothing to plan.
std::string PlanForConsole(const Plan& plan);

}  // namespace feluda

#endif  // REPORTERS_CONSOLE_PLAN_CONSOLE_H_
