// The plan at the end of the table on the terminal: an operator a line.

#ifndef REPORTERS_CONSOLE_PLAN_CONSOLE_H_
#define REPORTERS_CONSOLE_PLAN_CONSOLE_H_

#include <string>

#include "reporters/plan/plan.h"

namespace feluda {

// Begins with an empty line; empty where there is nothing to plan.
std::string PlanForConsole(const Plan& plan);

}  // namespace feluda

#endif  // REPORTERS_CONSOLE_PLAN_CONSOLE_H_
