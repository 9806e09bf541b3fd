#include "reporters/plan/plan_notes.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

Plan TwoCpus() {
  Plan plan;
  plan.cpus = 2;
  plan.memory_bytes = 4.0 * (1 << 30);
  OperatorPlan& entry = plan.operators.emplace_back();
  entry.operator_name = "video_hash";
  entry.items_per_hour = 8246;
  return plan;
}

TEST(PlanNotesTest, SaysWhatItAssumes) {
  EXPECT_THAT(PlanAssumptions(TwoCpus()),
              Contains(HasSubstr("10 % more. Workers share no memory")));
  EXPECT_EQ(PlanMachine(TwoCpus()),
            "2 CPUs and 4.0 GiB, the machine of this report");
  EXPECT_TRUE(PlanAssumptions(Plan()).empty());
}

TEST(PlanNotesTest, SaysWhatLeavesLessThanTheMachine) {
  Plan plan = TwoCpus();
  plan.cpus = 1.5;
  plan.cpus_limit = "/sys/fs/cgroup/cpu.max";
  plan.memory_limit = "/sys/fs/cgroup/memory.max";
  EXPECT_EQ(PlanMachine(plan),
            "1.50 CPUs and 4.0 GiB, what this run could use of its machine "
            "(/sys/fs/cgroup/cpu.max, /sys/fs/cgroup/memory.max)");
}

TEST(PlanNotesTest, SaysHowItKnowsThatWorkersSlowEachOtherDown) {
  Plan plan = TwoCpus();
  EXPECT_THAT(PlanAssumptions(plan),
              Contains(HasSubstr("which this report did not measure")));
  plan.sharing = CpuSharing{2, 1.4};
  plan.is_sharing_measured = true;
  OperatorPlan& entry = plan.operators[0];
  entry.speed_from = OperatorPlan::SpeedFrom::kLoop;
  EXPECT_THAT(PlanAssumptions(plan),
              Contains(HasSubstr("2 CPUs that all work do 1.40 times what one "
                                 "does, measured when the run began")));
  plan.is_sharing_measured = false;
  EXPECT_THAT(PlanAssumptions(plan),
              Contains(HasSubstr("are taken to slow each other down as")));
  entry.speed_from = OperatorPlan::SpeedFrom::kWorkersAtOnce;
  EXPECT_THAT(PlanAssumptions(plan),
              Contains(HasSubstr("measured with workers at once, by what each "
                                 "did in a second of CPU time: video_hash.")));
}

}  // namespace
}  // namespace feluda
