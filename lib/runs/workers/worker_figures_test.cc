#include "lib/runs/workers/worker_figures.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(WorkerFiguresTest, APassComesBackAsItWas) {
  Counters counters;
  EXPECT_FALSE(GetFolderPass(counters).has_value());
  SetFolderPass(counters, {26, 2, 1, 80, 4096.0});
  const std::optional<FolderPass> pass = GetFolderPass(counters);
  ASSERT_TRUE(pass.has_value());
  EXPECT_EQ(pass->files, 26);
  EXPECT_EQ(pass->failed, 2);
  EXPECT_EQ(pass->not_reached, 1);
  EXPECT_EQ(pass->files_again, 80);
  EXPECT_EQ(pass->growth_bytes, 4096);
  EXPECT_FALSE(GetWorkersAtOnce(counters).has_value());
}

TEST(WorkerFiguresTest, GrowthThatWasNotMeasuredIsAbsent) {
  Counters counters;
  SetFolderPass(counters, {26, 0, 0, 0, std::nullopt});
  EXPECT_FALSE(GetFolderPass(counters)->growth_bytes.has_value());
}

TEST(WorkerFiguresTest, WorkersAtOnceComeBackAsTheyWere) {
  Counters counters;
  SetWorkersAtOnce(counters, {4, 4000, 1100, 0.75, 0.5, 8e8, 2e8});
  const std::optional<WorkersAtOnce> workers = GetWorkersAtOnce(counters);
  ASSERT_TRUE(workers.has_value());
  EXPECT_EQ(workers->workers, 4);
  EXPECT_EQ(workers->amount_per_hour, 4000);
  EXPECT_EQ(workers->alone_per_hour, 1100);
  EXPECT_EQ(workers->speed_of_each, 0.75);
  EXPECT_EQ(workers->other_cpus, 0.5);
  EXPECT_EQ(workers->peak_bytes, 8e8);
  EXPECT_EQ(workers->alone_peak_bytes, 2e8);
  EXPECT_FALSE(GetFolderPass(counters).has_value());
}

TEST(WorkerFiguresTest, WorkersOfEarlierReportsHaveNoSpeed) {
  Counters counters;
  SetWorkersAtOnce(counters,
                   {4, 4000, 1100, std::nullopt, std::nullopt, 8e8, 2e8});
  EXPECT_FALSE(GetWorkersAtOnce(counters)->speed_of_each.has_value());
  EXPECT_FALSE(GetWorkersAtOnce(counters)->other_cpus.has_value());
}

TEST(WorkerFiguresTest, ATrialComesBackAsItWas) {
  Counters counters;
  EXPECT_FALSE(GetWorkersTrial(counters).has_value());
  SetWorkersTrial(counters, {4, 3.5, 0.75});
  const std::optional<WorkersTrial> trial = GetWorkersTrial(counters);
  ASSERT_TRUE(trial.has_value());
  EXPECT_EQ(trial->workers, 4);
  EXPECT_EQ(trial->busy_cpus, 3.5);
  EXPECT_EQ(trial->speed_of_each, 0.75);
  EXPECT_FALSE(GetWorkersAtOnce(counters).has_value());
}

TEST(WorkerFiguresTest, EveryOperatorIsAWorkerThatDoesNotSayOtherwise) {
  Counters counters;
  EXPECT_FALSE(HasNoWorkers(counters));
  SetHasNoWorkers(counters);
  EXPECT_TRUE(HasNoWorkers(counters));
}

}  // namespace
}  // namespace feluda
