#include "lib/runs/finite_figures.h"

#include <limits>
#include <map>
#include <string>

#include "gtest/gtest.h"
#include "lib/runs/counters.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using MadeRun = benchmark::BenchmarkReporter::Run;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

MadeRun Measured(double real, double cpu) {
  MadeRun run;
  run.run_type = MadeRun::RT_Iteration;
  run.real_accumulated_time = real;
  run.cpu_accumulated_time = cpu;
  return run;
}

TEST(MakeFiniteTest, AFiniteRunStaysAsItIs) {
  MadeRun run = Measured(2, 0);
  Set(run.counters, "bytes", -1e300);
  EXPECT_TRUE(MakeFinite(run));
  EXPECT_FALSE(Failed(run));
  EXPECT_EQ(run.real_accumulated_time, 2);
  EXPECT_EQ(run.counters.size(), 1);
}

TEST(MakeFiniteTest, AMeasurementWithoutATimeIsAFailure) {
  for (const double time : {kNan, -kNan, kInfinity, -kInfinity}) {
    MadeRun run = Measured(time, 1);
    EXPECT_TRUE(MakeFinite(run));
    EXPECT_TRUE(Failed(run));
    EXPECT_EQ(FailureMessage(run), "real_time is not a finite number");
    EXPECT_EQ(run.real_accumulated_time, 0);
    EXPECT_EQ(run.cpu_accumulated_time, 0);
  }
}

TEST(MakeFiniteTest, AFailureKeepsItsMessage) {
  MadeRun run = Measured(kNan, kNan);
  MarkFailed(run, "no such file");
  EXPECT_TRUE(MakeFinite(run));
  EXPECT_EQ(FailureMessage(run), "no such file");
  EXPECT_EQ(run.real_accumulated_time, 0);
}

TEST(MakeFiniteTest, ACpuTimeThatIsNoneIsAbsent) {
  MadeRun run = Measured(2, kInfinity);
  EXPECT_TRUE(MakeFinite(run));
  EXPECT_FALSE(Failed(run));
  EXPECT_EQ(run.real_accumulated_time, 2);
  EXPECT_EQ(run.cpu_accumulated_time, 0);
  EXPECT_EQ(GetAbsent(run.counters).at(kCpuTime), "not a finite number");
}

TEST(MakeFiniteTest, CountersThatAreNoneAreAbsent) {
  MadeRun run = Measured(2, 1);
  for (const char* name : {"rate", "fact.share", "", "a=b"}) {
    Set(run.counters, name, kNan);
  }
  Set(run.counters, "bytes", 3);
  EXPECT_TRUE(MakeFinite(run));
  EXPECT_EQ(Get(run.counters, "bytes"), 3);
  EXPECT_EQ(GetAbsent(run.counters), (std::map<std::string, std::string>{
                                         {"fact.share", "not a finite number"},
                                         {"rate", "not a finite number"}}));
  EXPECT_EQ(run.counters.size(), 3);
}

TEST(MakeFiniteTest, AnAggregateWithoutATimeIsDropped) {
  MadeRun run = Measured(2, 1);
  run.run_type = MadeRun::RT_Aggregate;
  run.aggregate_name = "cv";
  Set(run.counters, "rate", kNan);
  EXPECT_TRUE(MakeFinite(run));
  EXPECT_TRUE(run.counters.empty());
  run.real_accumulated_time = kNan;
  EXPECT_FALSE(MakeFinite(run));
}

TEST(MakeFiniteTest, TheTimesOfAComplexityRowStay) {
  MadeRun run = Measured(kNan, 0.5);
  run.run_type = MadeRun::RT_Aggregate;
  run.report_rms = true;
  EXPECT_TRUE(MakeFinite(run));
  EXPECT_EQ(run.cpu_accumulated_time, 0.5);
}

}  // namespace
}  // namespace feluda
