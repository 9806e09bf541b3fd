#include "reporters/output/plan_flag.h"

#include <string>

#include "absl/flags/flag.h"
#include "lib/program/flags.h"

ABSL_FLAG(std::string, feluda_plan, "",
          "plan workers for this machine and this amount of work, such as "
          "cpus=4,memory=4GiB,items=100000; what is left out is the machine "
          "that was measured");

namespace feluda {

absl::StatusOr<PlanRequest> PlanFromFlag() {
  absl::StatusOr<PlanRequest> request =
      ParsePlanRequest(absl::GetFlag(FLAGS_feluda_plan));
  if (!request.ok()) return WithFlagName("--feluda_plan", request.status());
  return request;
}

}  // namespace feluda
