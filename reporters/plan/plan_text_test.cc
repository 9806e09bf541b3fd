#include "reporters/plan/plan_text.h"

#include <string>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

Plan TwoCpus() {
  Plan plan;
  plan.cpus = 2;
  plan.memory_bytes = 4.0 * (1 << 30);
  OperatorPlan& entry = plan.operators.emplace_back();
  entry.operator_name = "video_hash";
  entry.item = "videos";
  entry.worker_bytes = 55e6;
  entry.startup_seconds = 0.25e-6;
  entry.items_per_core_hour = 4123;
  entry.minutes_per_core_hour = 1.27e9;
  entry.fit = {2, WorkerFit::Bound::kCpus};
  entry.items_per_hour = 8246;
  entry.mix.is_files = true;
  entry.mix.inputs = 3;
  entry.mix.mean_seconds = 0.5;
  entry.mix.slowest = "cat.mp4";
  return plan;
}

std::string Text(const TextTable& table) {
  std::string text;
  for (const auto& row : table.rows) {
    EXPECT_EQ(row.size(), table.columns.size());
    text += absl::StrJoin(row, " | ") + "\n";
  }
  return text;
}

TEST(PlanTextTest, TheAnswerIsInUnitsThatPeopleRead) {
  const std::string text = Text(PlanTable(TwoCpus()));
  EXPECT_EQ(text,
            "video_hash | 52.5 MiB | 250 ns | 4,120 videos, 1.27 billion "
            "minutes | 2 (CPUs) | 8,250 videos | these inputs do not tell\n");
}

TEST(PlanTextTest, WithoutOperatorsThereIsNoTable) {
  EXPECT_TRUE(PlanTable(Plan()).empty());
}

TEST(PlanTextTest, AnAmountOfWorkHasItsHours) {
  Plan plan = TwoCpus();
  plan.items = 100000;
  plan.operators[0].core_hours = 24.25;
  plan.operators[0].hours = 12.125;
  EXPECT_THAT(Text(PlanTable(plan)), HasSubstr("| 24.2 core-h | 12.1 h |"));
}

TEST(PlanTextTest, SaysWhereNoWorkerFits) {
  Plan plan = TwoCpus();
  plan.operators[0].fit = {0, WorkerFit::Bound::kMemory};
  EXPECT_THAT(Text(PlanTable(plan)), HasSubstr("| 0 (memory) |"));
}

TEST(PlanTextTest, GrowthIsSaidWithItsRange) {
  MemoryGrowth growth;
  growth.by = "length";
  growth.unit = "minute";
  growth.from = 0.5;
  growth.to = 3;
  growth.verdict = MemoryGrowth::Verdict::kNo;
  EXPECT_EQ(GrowthText(growth), "with length: no (0.50 to 3.00 minutes)");
  growth.verdict = MemoryGrowth::Verdict::kYes;
  growth.bytes_per_unit = 3 << 20;
  growth.is_built_in = true;
  EXPECT_EQ(GrowthText(growth),
            "with length: +3.0 MiB a minute (0.50 to 3.00 minutes, made-up "
            "inputs)");
}

TEST(PlanTextTest, GrowthOverTimeIsAboveTheNoise) {
  Plan plan = TwoCpus();
  plan.operators[0].pass = {{26, 0, 0, 80, 1000.0}, 10, 50e6, 9360};
  EXPECT_THAT(Text(PlanTable(plan)), HasSubstr("no, over 80 further files"));
  plan.operators[0].pass->figures.growth_bytes = 8e6;
  EXPECT_THAT(Text(PassTable(plan)),
              HasSubstr("yes: +7.6 MiB over 80 further files"));
}

TEST(PlanTextTest, WorkersAtOnceStandBesideWhatThePlanSays) {
  Plan plan = TwoCpus();
  plan.operators[0].mix.unit = "minutes";
  plan.operators[0].predicted_per_hour = 2000;
  plan.operators[0].at_once =
      WorkersAtOnce{2, 1900, 1010, 0.94, 0.25, 90e6, 50e6};
  EXPECT_EQ(Text(AtOnceTable(plan)),
            "video_hash | 2 | 2,000 minutes | 1,900 minutes | 95 % | 1,010 "
            "minutes | 94 % | 0.2 CPUs | 104.9 MiB | 85.8 MiB\n");
}

}  // namespace
}  // namespace feluda
