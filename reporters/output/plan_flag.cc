#include "reporters/output/plan_flag.h"

#include <string>

#include "absl/flags/flag.h"
#include "lib/program/flags.h"

ABSL_FLAG(std::string, feluda_plan, "",
          "the machine that the report plans workers for, and an amount of "
          "work, as cpus=4,memory=4GiB,items=100000; the machine that was "
          "measured where it says nothing");

namespace feluda {

absl::StatusOr<PlanRequest> PlanFromFlag() {
  absl::StatusOr<PlanRequest> request =
      ParsePlanRequest(absl::GetFlag(FLAGS_feluda_plan));
  if (!request.ok()) return WithFlagName("--feluda_plan", request.status());
  return request;
}

}  // namespace feluda
