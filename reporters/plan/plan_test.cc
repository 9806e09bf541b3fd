#include "reporters/plan/plan.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"
#include "lib/runs/workers/worker_figures.h"
#include "reporters/testing/made_up_report.h"

namespace feluda {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr double kMebibyte = 1 << 20;

// A file of the user's: its time, of which half is CPU time, and its peak.
Report::Run OnFile(const std::string& name, double seconds, double peak_mib,
                   const InputSize& size = {1, "images"}) {
  Report::Run run = MadeUpRun(name, seconds);
  Set(run.counters, CounterName(Phase::kExecution, figure::kResidentPeak),
      peak_mib * kMebibyte);
  SetFacts(run.counters, {{"source", "file"}});
  SetInputSize(run.counters, size);
  return run;
}

Report OnMachine(double cpus, double memory_gib) {
  Provenance provenance;
  provenance.system_info = {{"cpu_count", cpus},
                            {"total_memory_gb", memory_gib}};
  return Report(provenance);
}

TEST(PlanTest, IsTheArithmeticOfAWorker) {
  Report report = OnMachine(4, 1);
  report.Add(OnFile("read/a.png", 2, 100));
  report.Add(OnFile("read/b.png", 6, 200));
  report.set_plan_request({std::nullopt, std::nullopt, 9000});
  const Plan plan = MakePlan(report);
  EXPECT_TRUE(plan.is_this_machine);
  ASSERT_THAT(plan.operators, SizeIs(1));
  const OperatorPlan& entry = plan.operators[0];
  EXPECT_EQ(entry.item, "images");
  EXPECT_EQ(entry.peak_bytes, 200 * kMebibyte);
  EXPECT_EQ(entry.largest_input, "b.png");
  EXPECT_NEAR(*entry.worker_bytes, 220 * kMebibyte, 1);
  // Two images take 8 s, 4 s of them on a CPU.
  EXPECT_EQ(entry.items_per_core_hour, 1800);
  // 90 % of 1 GiB has room for four workers of 220 MiB.
  EXPECT_EQ(entry.fit.workers, 4);
  EXPECT_EQ(entry.items_per_hour, 4 * 900);
  EXPECT_EQ(entry.core_hours, 5);
  EXPECT_EQ(entry.hours, 2.5);
}

TEST(PlanTest, IsForTheMachineThatIsAskedFor) {
  Report report = OnMachine(4, 1);
  report.Add(OnFile("read/a.png", 2, 100));
  report.set_plan_request({64, 300 * kMebibyte, std::nullopt});
  const Plan plan = MakePlan(report);
  EXPECT_FALSE(plan.is_this_machine);
  EXPECT_EQ(plan.operators[0].fit.workers, 2);
  EXPECT_EQ(plan.operators[0].fit.bound_by, WorkerFit::Bound::kMemory);
  EXPECT_FALSE(plan.operators[0].hours.has_value());
}

// Two workers of one CPU each on two CPUs, which together do 1.5 times what one
// does, in the median of three repetitions.
Report OfTwoWorkers() {
  Provenance provenance;
  provenance.system_info = {{"cpu_count", 8},
                            {"usable_cpus", 2},
                            {"usable_cpus_limit", "CPU affinity"}};
  Report report(provenance);
  for (const double speed : {0.5, 0.75, 0.9}) {
    Report::Run run = OnFile("read/a.png", 2, 100);
    run.cpu_accumulated_time = 2;
    SetWorkersTrial(run.counters, {2, 2, speed});
    report.Add(run);
  }
  return report;
}

void AddWorkersAtOnce(double workers, double speed, Report& report,
                      double others = 0.125) {
  Report::Run run = MadeUpRun("read/planned_workers/iterations:1", 10);
  SetWorkersAtOnce(run.counters,
                   {workers, 2000, 1800, speed, others, 8e8, 2e8});
  report.Add(run);
}

TEST(PlanTest, WorkersSlowEachOtherDownAsTheTrialSays) {
  Report report = OfTwoWorkers();
  report.set_plan_request({std::nullopt, std::nullopt, 2700});
  const Plan plan = MakePlan(report);
  EXPECT_EQ(plan.cpus_limit, "CPU affinity");
  const OperatorPlan& entry = plan.operators[0];
  EXPECT_EQ(entry.fit.workers, 2);
  EXPECT_EQ(entry.items_per_core_hour, 1800);
  EXPECT_EQ(entry.speed_of_each, 0.75);
  EXPECT_EQ(entry.speed_from, OperatorPlan::SpeedFrom::kTrial);
  EXPECT_EQ(entry.items_per_hour, 2700);
  EXPECT_EQ(entry.hours, 1);
  EXPECT_EQ(entry.core_hours, 2);
}

TEST(PlanTest, TakesTheSpeedOfWorkersThatRanAtOnce) {
  Report report = OfTwoWorkers();
  AddWorkersAtOnce(2, 0.9, report);
  const OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_EQ(entry.speed_from, OperatorPlan::SpeedFrom::kWorkersAtOnce);
  EXPECT_EQ(entry.speed_of_each, 0.9);
  EXPECT_EQ(entry.items_per_hour, 3240);
  EXPECT_EQ(entry.predicted_per_hour, 2700);
}

TEST(PlanTest, OneWorkerSaysNothingOfSeveral) {
  Report report = OfTwoWorkers();
  AddWorkersAtOnce(1, 0.9, report);
  EXPECT_EQ(MakePlan(report).operators[0].speed_of_each, 0.75);
}

TEST(PlanTest, WorkersOnABusyMachineSayNothing) {
  Report report = OfTwoWorkers();
  AddWorkersAtOnce(2, 0.9, report, /*others=*/0.5);
  EXPECT_EQ(MakePlan(report).operators[0].speed_of_each, 0.75);
}

TEST(PlanTest, AnotherMachineSharesItsCpusAsThisOneDoes) {
  Report report = OfTwoWorkers();
  AddWorkersAtOnce(2, 0.9, report);
  report.set_plan_request({8, std::nullopt, std::nullopt});
  const Plan plan = MakePlan(report);
  EXPECT_FALSE(plan.is_tried_machine);
  EXPECT_EQ(plan.cpus_limit, "");
  EXPECT_EQ(plan.operators[0].items_per_hour, 8 * 1800 * 0.75);
  report.set_plan_request({1, std::nullopt, std::nullopt});
  EXPECT_EQ(MakePlan(report).operators[0].items_per_hour, 1800);
}

TEST(PlanTest, SaysWhyWorkersWereNotTried) {
  Report report = OnMachine(2, 1);
  Report::Run run = OnFile("read/a.png", 2, 100);
  SetAbsent(run.counters, "workers_trial", "a run takes 9 s");
  report.Add(run);
  const OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_EQ(entry.no_trial, "a run takes 9 s");
  EXPECT_EQ(entry.speed_from, OperatorPlan::SpeedFrom::kAssumed);
  EXPECT_EQ(entry.speed_of_each, 1);
}

TEST(PlanTest, ATrialOnOneCpuSaysNothingOfSeveral) {
  Report report = OnMachine(1, 1);
  Report::Run run = OnFile("read/a.png", 2, 100);
  SetWorkersTrial(run.counters, {1, 1, 1});
  report.Add(run);
  report.set_plan_request({4, std::nullopt, std::nullopt});
  EXPECT_EQ(MakePlan(report).operators[0].speed_from,
            OperatorPlan::SpeedFrom::kAssumed);
}

TEST(PlanTest, LeavesOutWhatNobodyRunsWorkersOf) {
  Report report = OnMachine(2, 1);
  Report::Run run = OnFile("make_images/noise", 2, 100);
  SetHasNoWorkers(run.counters);
  report.Add(run);
  EXPECT_THAT(MakePlan(report).operators, IsEmpty());
}

TEST(PlanTest, IsOfThePassWhereAFilterPickedItAlone) {
  Report report = OnMachine(2, 1);
  Report::Run pass =
      OnFile("hash/all_files/iterations:1", 10, 150, {4, "minutes"});
  SetFolderPass(pass.counters, {6, 1, 0, 80, 4096.0});
  report.Add(pass);
  const OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_EQ(entry.item, "videos");
  EXPECT_EQ(entry.mix.inputs, 5);
  EXPECT_EQ(entry.mix.failed, 1);
  EXPECT_TRUE(entry.mix.is_files);
  EXPECT_FALSE(entry.mix.median_seconds.has_value());
  EXPECT_EQ(entry.items_per_core_hour, 3600);
  EXPECT_NEAR(*entry.worker_bytes, 165 * kMebibyte, 1);
}

TEST(PlanTest, IsOfWorkersAtOnceWhereAFilterPickedThemAlone) {
  Report report = OnMachine(2, 1);
  Report::Run run = MadeUpRun("read/planned_workers/iterations:1", 10);
  SetWorkersAtOnce(run.counters,
                   {2, 3600, 2000, 0.9, 0.1, 2e8, 100 * kMebibyte});
  SetInputSize(run.counters, {12, "images"});
  report.Add(run);
  OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_EQ(entry.item, "images");
  EXPECT_NEAR(*entry.worker_bytes, 110 * kMebibyte, 1);
  EXPECT_EQ(entry.fit.workers, 2);
  EXPECT_EQ(entry.items_per_hour, 3600);
  EXPECT_FALSE(entry.items_per_core_hour.has_value());
  report.set_plan_request({4, std::nullopt, std::nullopt});
  entry = MakePlan(report).operators[0];
  EXPECT_EQ(entry.fit.workers, 4);
  EXPECT_FALSE(entry.items_per_hour.has_value());
}

TEST(PlanTest, AWorkerDoesNotWaitForProgramsThatAreNotThere) {
  struct Case {
    const char* name;
    double given;
    double taken;
    double per_hour;
  };
  // 2 s, half of it on a CPU, on a machine of one CPU.
  for (const Case& c :
       {Case{"waited for a disk", 8, 0, 1800},
        Case{"was preempted", 0, 8, 3600}, Case{"both as often", 4, 4, 2400},
        Case{"not known", 0, 0, 1800}}) {
    Report report = OnMachine(1, 1);
    Report::Run run = OnFile("read/a.png", 2, 100);
    Set(run.counters,
        CounterName(Phase::kExecution, figure::kVoluntarySwitches), c.given);
    Set(run.counters,
        CounterName(Phase::kExecution, figure::kInvoluntarySwitches), c.taken);
    report.Add(run);
    const OperatorPlan entry = MakePlan(report).operators[0];
    EXPECT_EQ(entry.items_per_hour, c.per_hour) << c.name;
    EXPECT_EQ(entry.mix.wall_seconds, 2) << c.name;
  }
}

TEST(PlanTest, CountsVideosWithTheirMinutesBeside) {
  Report report = OnMachine(1, 1);
  report.Add(OnFile("hash/a.mp4", 2, 100, {0.5, "minutes"}));
  Report::Run slowest = OnFile("hash/b.mp4", 6, 100, {3.5, "minutes"});
  slowest.report_label = "b.mp4, weights: synthetic";
  report.Add(slowest);
  const OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_EQ(entry.item, "videos");
  EXPECT_EQ(entry.items_per_core_hour, 1800);
  EXPECT_EQ(entry.minutes_per_core_hour, 3600);
  EXPECT_EQ(entry.mix.amount, 4);
  EXPECT_EQ(entry.mix.slowest, "b.mp4");
  EXPECT_EQ(entry.mix.mean_seconds, 4);
  EXPECT_EQ(entry.mix.slowest_per_core_hour, 1800);
  EXPECT_EQ(entry.mix.fastest_per_core_hour, 4200);
}

TEST(PlanTest, IsOfTheUsersFilesAloneWhereThereAreAny) {
  Report report = OnMachine(1, 1);
  Report::Run made_up = OnFile("read/large", 100, 900);
  made_up.counters.erase("fact.source=file");
  report.Add(made_up);
  report.Add(OnFile("read/a.png", 2, 100));
  Report::Run failed = MadeUpRun("read/torn.png", 0);
  MarkFailed(failed, "torn");
  report.Add(failed);
  const OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_TRUE(entry.mix.is_files);
  EXPECT_EQ(entry.mix.inputs, 1);
  EXPECT_EQ(entry.mix.failed, 1);
  EXPECT_EQ(entry.peak_bytes, 100 * kMebibyte);
}

TEST(PlanTest, ARepeatedBenchmarkCountsOnce) {
  Report report = OnMachine(1, 1);
  for (const double seconds : {1, 3}) {
    report.Add(OnFile("read/a.png", seconds, 100));
  }
  const OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_EQ(entry.mix.inputs, 1);
  EXPECT_EQ(entry.mix.wall_seconds, 2);
  EXPECT_EQ(entry.items_per_core_hour, 3600);
}

TEST(PlanTest, HasThePassAndTheWorkersAtOnce) {
  Report report = OnMachine(1, 1);
  report.Add(OnFile("read/a.png", 2, 100));
  Report::Run pass = MadeUpRun("read/all_files/iterations:1", 10);
  SetFolderPass(pass.counters, {26, 1, 0, 80, 4096.0});
  report.Add(pass);
  Report::Run at_once = MadeUpRun("read/planned_workers/iterations:1", 10);
  SetWorkersAtOnce(at_once.counters,
                   {4, 4000, 1100, std::nullopt, std::nullopt, 8e8, 2e8});
  report.Add(at_once);
  EXPECT_THAT(report.results(), SizeIs(1));
  const OperatorPlan entry = MakePlan(report).operators[0];
  ASSERT_TRUE(entry.pass.has_value());
  EXPECT_EQ(entry.pass->items_per_hour, 25 * 360);
  ASSERT_TRUE(entry.at_once.has_value());
  EXPECT_EQ(entry.at_once->workers, 4);
}

TEST(PlanTest, GivesAWorkerWhatAPassOverAllFilesTook) {
  Report report = OnMachine(1, 1);
  report.Add(OnFile("read/a.png", 2, 100));
  Report::Run pass = OnFile("read/all_files/iterations:1", 10, 150);
  SetFolderPass(pass.counters, {26, 1, 0, 80, 4096.0});
  report.Add(pass);
  const OperatorPlan entry = MakePlan(report).operators[0];
  EXPECT_NEAR(*entry.worker_bytes, 165 * kMebibyte, 1);
  EXPECT_EQ(entry.mix.inputs, 1);
}

TEST(PlanTest, AWorkersTimeIsThatOfThePassOverAllFiles) {
  struct Case {
    const char* name;
    FolderPass pass;
    double per_core_hour;
  };
  // The two files take 4 s on a CPU one by one, the pass 5 s.
  for (const Case& c :
       {Case{"all of them", {2, 0, 0, 80, 0.0}, 1440},
        Case{"and one that failed", {3, 1, 0, 80, 0.0}, 1440},
        Case{"time was up", {2, 0, 3, 80, 0.0}, 1800},
        Case{"one failed in the pass alone", {2, 1, 0, 80, 0.0}, 1800}}) {
    Report report = OnMachine(1, 1);
    report.Add(OnFile("read/a.png", 2, 100));
    report.Add(OnFile("read/b.png", 6, 100));
    Report::Run pass = MadeUpRun("read/all_files/iterations:1", 10);
    SetFolderPass(pass.counters, c.pass);
    report.Add(pass);
    const OperatorPlan entry = MakePlan(report).operators[0];
    EXPECT_EQ(entry.items_per_core_hour, c.per_core_hour) << c.name;
    EXPECT_EQ(entry.mix.core_seconds, 4) << c.name;
  }
}

TEST(PlanTest, KnowsNothingOfWhatWasNotMeasured) {
  Report report{Provenance()};
  report.Add(MadeUpRun("sort/8", 2));
  const Plan plan = MakePlan(report);
  EXPECT_FALSE(plan.cpus.has_value());
  ASSERT_THAT(plan.operators, SizeIs(1));
  EXPECT_EQ(plan.operators[0].item, "inputs");
  EXPECT_FALSE(plan.operators[0].worker_bytes.has_value());
  EXPECT_FALSE(plan.operators[0].items_per_hour.has_value());
  EXPECT_THAT(MakePlan(Report{Provenance()}).operators, IsEmpty());
}

}  // namespace
}  // namespace feluda
