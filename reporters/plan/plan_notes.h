// What a plan is for and what it takes for granted, in sentences.

#ifndef REPORTERS_PLAN_PLAN_NOTES_H_
#define REPORTERS_PLAN_PLAN_NOTES_H_

#include <string>
#include <vector>

#include "reporters/plan/plan.h"

namespace feluda {

// "2 CPUs and 23.5 GiB, the machine of this report".
std::string PlanMachine(const Plan& plan);

// Names the operators whose workers were not run at once, so that the plan
// assumes no slowing down; empty where all were.
std::string UncheckedNote(const Plan& plan);

// What the plan takes for granted, a sentence or two each.
std::vector<std::string> PlanAssumptions(const Plan& plan);

}  // namespace feluda

#endif  // REPORTERS_PLAN_PLAN_NOTES_H_
