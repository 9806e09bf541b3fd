#include "reporters/plan/plan_notes.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::Contains;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Plan TwoCpus() {
  Plan plan;
  plan.cpus = 2;
  plan.memory_bytes = 4.0 * (1 << 30);
  OperatorPlan& entry = plan.operators.emplace_back();
  entry.operator_name = "video_hash";
  entry.items_per_hour = 8246;
  entry.fit.workers = 2;
  return plan;
}

TEST(PlanNotesTest, SaysWhatItAssumes) {
  EXPECT_THAT(PlanAssumptions(TwoCpus()),
              Contains(HasSubstr("10 % more. Workers share no memory")));
  EXPECT_EQ(PlanMachine(TwoCpus()),
            "2 CPUs and 4.0 GiB, the machine of this report");
  EXPECT_TRUE(PlanAssumptions(Plan()).empty());
}

TEST(PlanNotesTest, SaysWhatPythonsFilesHold) {
  Plan plan = TwoCpus();
  OperatorPlan& entry = plan.operators[0];
  entry.peak_bytes = 100 << 20;
  for (const auto& [data, is_told] :
       {std::make_pair(4 << 20, false), std::make_pair(40 << 20, true)}) {
    entry.file_data_bytes = data;
    EXPECT_EQ(testing::Matches(Contains(HasSubstr(
                  "video_hash 40.0 MiB of 100.0 MiB")))(PlanAssumptions(plan)),
              is_told)
        << data;
  }
}

TEST(PlanNotesTest, SaysWhoseChildrenTakeMemoryToo) {
  Plan plan = TwoCpus();
  plan.operators[0].peak_bytes = 100 << 20;
  const auto note = Contains(HasSubstr("memory comes on top: video_hash."));
  EXPECT_THAT(PlanAssumptions(plan), testing::Not(note));
  plan.operators[0].has_children = true;
  EXPECT_THAT(PlanAssumptions(plan), note);
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
  OperatorPlan& entry = plan.operators[0];
  entry.speed_from = OperatorPlan::SpeedFrom::kTrial;
  EXPECT_EQ(UncheckedNote(plan), "");
  EXPECT_THAT(PlanAssumptions(plan),
              Contains(EndsWith("took little of the CPUs: video_hash.")));
  plan.is_tried_machine = false;
  EXPECT_THAT(PlanAssumptions(plan),
              Contains(HasSubstr("are taken to slow each other down as much")));
  entry.speed_from = OperatorPlan::SpeedFrom::kWorkersAtOnce;
  EXPECT_THAT(PlanAssumptions(plan),
              Contains(HasSubstr("measured with workers at once, by what each "
                                 "did in a second of CPU time: video_hash.")));
}

TEST(PlanNotesTest, SaysWhatWasNotChecked) {
  Plan plan = TwoCpus();
  plan.operators.push_back(plan.operators[0]);
  plan.operators.push_back(plan.operators[0]);
  plan.operators[1].operator_name = "read";
  plan.operators[1].no_trial = "a run takes 9 s";
  plan.operators[2].operator_name = "alone";
  plan.operators[2].fit.workers = 1;
  const std::string note =
      "Not checked, assumes that workers at once do not slow each other down: "
      "video_hash; read (a run takes 9 s).";
  EXPECT_EQ(UncheckedNote(plan), note);
  EXPECT_THAT(PlanAssumptions(plan), Contains(StartsWith(note)));
}

}  // namespace
}  // namespace feluda
