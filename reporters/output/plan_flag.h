// --feluda_plan, of every program that writes reports.

#ifndef REPORTERS_OUTPUT_PLAN_FLAG_H_
#define REPORTERS_OUTPUT_PLAN_FLAG_H_

#include "absl/status/statusor.h"
#include "lib/runs/workers/worker_fit.h"

namespace feluda {

// Reads the flag. Errors name it.
absl::StatusOr<PlanRequest> PlanFromFlag();

}  // namespace feluda

#endif  // REPORTERS_OUTPUT_PLAN_FLAG_H_
