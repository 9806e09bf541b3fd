#include "reporters/console/plan_console.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

Plan ThreeOperators() {
  Plan plan;
  plan.cpus = 2;
  plan.memory_bytes = 4.0 * (1 << 30);
  for (const char* name : {"video_hash", "read\x1b[31m\ntext", "tiny"}) {
    OperatorPlan& entry = plan.operators.emplace_back();
    entry.operator_name = name;
    entry.item = "images";
    entry.worker_bytes = 64 << 20;
    entry.items_per_core_hour = 4123;
    entry.items_per_hour = 8246;
    entry.fit.workers = 2;
    entry.speed_from = OperatorPlan::SpeedFrom::kTrial;
  }
  MemoryGrowth& growth = plan.operators[0].memory_growth.emplace_back();
  growth.by = "pixels";
  growth.unit = "megapixel";
  growth.verdict = MemoryGrowth::Verdict::kNo;
  growth.from = 1;
  growth.to = 9;
  return plan;
}

TEST(PlanConsoleTest, IsALineAnOperator) {
  EXPECT_EQ(
      PlanForConsole(ThreeOperators()),
      "\nPlan for 2 CPUs and 4.0 GiB, the machine of this report\n"
      "Operator        Memory for a worker  A core in an hour  Workers (bound "
      "by)  All workers in an hour\n"
      "video_hash                 64.0 MiB       4,120 images            2 "
      "(CPUs)            8,250 images\n"
      "read [31m text             64.0 MiB       4,120 images            2 "
      "(CPUs)            8,250 images\n"
      "tiny                       64.0 MiB       4,120 images            2 "
      "(CPUs)            8,250 images\n"
      "Memory grows: video_hash: with pixels: no (1.00 to 9.00 megapixels)\n"
      "Memory grows: read [31m text, tiny: these inputs do not tell\n"
      "\nThe report says what this assumes.\n");
}

TEST(PlanConsoleTest, SaysWhatWasNotChecked) {
  Plan plan = ThreeOperators();
  plan.operators[0].speed_from = OperatorPlan::SpeedFrom::kAssumed;
  EXPECT_THAT(
      PlanForConsole(plan),
      EndsWith("\nNot checked, assumes that workers at once do not slow "
               "each other down: video_hash.\nThe report says what "
               "else this assumes.\n"));
}

TEST(PlanConsoleTest, HasTheFilesAsAWholeWhereThereAreAny) {
  Plan plan = ThreeOperators();
  EXPECT_THAT(PlanForConsole(plan), Not(HasSubstr("Mean time")));
  plan.operators[0].mix.is_files = true;
  EXPECT_THAT(PlanForConsole(plan), HasSubstr("Mean time"));
}

TEST(PlanConsoleTest, IsEmptyWhereThereIsNothingToPlan) {
  EXPECT_EQ(PlanForConsole(Plan()), "");
}

}  // namespace
}  // namespace feluda
