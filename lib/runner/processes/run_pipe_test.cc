// What a child hands over arrives as it was, and nothing that it may write in
// its place is taken for a run.

#include "lib/runner/processes/run_pipe.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/runs/run_memory.h"
#include "lib/runs/run_outcome.h"

namespace feluda {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

void LeaveAsTheyAre(std::vector<BenchmarkRun>&) {}

// What goes through the pipe when `write` does the child's part.
template <typename Write>
std::string Written(const Write& write) {
  std::FILE* file = std::tmpfile();
  RunPipeWriter writer(fileno(file), LeaveAsTheyAre);
  write(writer);
  std::string text(static_cast<size_t>(lseek(fileno(file), 0, SEEK_END)), '\0');
  EXPECT_EQ(pread(fileno(file), text.data(), text.size(), 0),
            static_cast<ssize_t>(text.size()));
  std::fclose(file);
  return text;
}

BenchmarkRun RoundTrip(const BenchmarkRun& run) {
  const absl::StatusOr<PipedRuns> piped = ReadRunPipe(
      Written([&](RunPipeWriter& writer) { writer.ReportRuns({run}); }));
  EXPECT_TRUE(piped.ok()) << piped.status();
  if (!piped.ok() || piped->batches.empty()) return BenchmarkRun();
  return piped->batches.front().front();
}

BenchmarkRun Measured() {
  BenchmarkRun run;
  run.run_name.function_name = "sort";
  run.run_name.args = "64/seed:7";
  run.run_name.min_time = "min_time:0.100";
  run.run_name.repetitions = "repeats:3";
  run.run_name.threads = "threads:2";
  run.family_index = 4;
  run.per_family_instance_index = 2;
  run.repetitions = 3;
  run.repetition_index = 1;
  run.threads = 2;
  run.iterations = 7;
  run.time_unit = benchmark::kMicrosecond;
  run.real_accumulated_time = 0.1;
  run.cpu_accumulated_time = 1.0 / 3;
  run.report_label = "Größe, \"64\"\n";
  run.statistics = nullptr;
  return run;
}

TEST(RunPipeTest, MeasuredRunArrivesAsItWas) {
  const BenchmarkRun run = RoundTrip(Measured());
  EXPECT_EQ(run.benchmark_name(),
            "sort/64/seed:7/min_time:0.100/repeats:3/threads:2");
  EXPECT_EQ(run.run_name.function_name, "sort");
  EXPECT_EQ(run.run_name.args, "64/seed:7");
  EXPECT_EQ(run.run_type, BenchmarkRun::RT_Iteration);
  EXPECT_EQ(run.family_index, 4);
  EXPECT_EQ(run.per_family_instance_index, 2);
  EXPECT_EQ(run.repetitions, 3);
  EXPECT_EQ(run.repetition_index, 1);
  EXPECT_EQ(run.threads, 2);
  EXPECT_EQ(run.iterations, 7);
  EXPECT_EQ(run.time_unit, benchmark::kMicrosecond);
  EXPECT_EQ(run.real_accumulated_time, 0.1);
  EXPECT_EQ(run.cpu_accumulated_time, 1.0 / 3);
  EXPECT_EQ(run.report_label, "Größe, \"64\"\n");
  EXPECT_FALSE(Failed(run));
  EXPECT_EQ(MemoryOf(run), nullptr);
}

TEST(RunPipeTest, StatisticsAreTheSameOnesAndNoneInAnAggregate) {
  const std::vector<benchmark::internal::Statistics> declared;
  BenchmarkRun run = Measured();
  run.statistics = &declared;
  EXPECT_EQ(RoundTrip(run).statistics, &declared);
  run.run_type = BenchmarkRun::RT_Aggregate;
  EXPECT_EQ(RoundTrip(run).statistics, nullptr);
}

TEST(RunPipeTest, CountersKeepTheirValueAndHowTheyAreShown) {
  using benchmark::Counter;
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  BenchmarkRun run = Measured();
  run.counters["rate"] =
      Counter(0.1, Counter::kIsRate | Counter::kInvert, Counter::kIs1024);
  run.counters["endless"] = kInfinity;
  run.counters["minus"] = -kInfinity;
  run.counters["nothing"] = std::numeric_limits<double>::quiet_NaN();
  benchmark::UserCounters counters = RoundTrip(run).counters;
  EXPECT_THAT(counters, SizeIs(4));
  EXPECT_EQ(counters["rate"].value, 0.1);
  EXPECT_EQ(counters["rate"].flags, Counter::kIsRate | Counter::kInvert);
  EXPECT_EQ(counters["rate"].oneK, Counter::kIs1024);
  EXPECT_EQ(counters["endless"].value, kInfinity);
  EXPECT_EQ(counters["minus"].value, -kInfinity);
  EXPECT_TRUE(std::isnan(counters["nothing"].value));
}

TEST(RunPipeTest, CounterMayBeNamedAsAFieldIs) {
  BenchmarkRun run = Measured();
  const std::vector<std::string> names = {"iterations", "name",  "label",
                                          "run_type",   "big_o", "rms"};
  for (const std::string& name : names) run.counters[name] = 40;
  const BenchmarkRun arrived = RoundTrip(run);
  EXPECT_EQ(arrived.iterations, 7);
  EXPECT_EQ(arrived.benchmark_name(), run.benchmark_name());
  EXPECT_EQ(arrived.report_label, run.report_label);
  EXPECT_THAT(arrived.counters, SizeIs(names.size()));
}

TEST(RunPipeTest, FailedRunArrivesWithItsMessage) {
  BenchmarkRun run = Measured();
  MarkFailed(run, "no model at /models/x");
  const BenchmarkRun arrived = RoundTrip(run);
  EXPECT_TRUE(Failed(arrived));
  EXPECT_EQ(FailureMessage(arrived), "no model at /models/x");
}

TEST(RunPipeTest, AggregatesArriveAsTheyWere) {
  BenchmarkRun run = Measured();
  run.run_type = BenchmarkRun::RT_Aggregate;
  run.aggregate_name = "cv";
  run.aggregate_unit = benchmark::kPercentage;
  run.real_accumulated_time = 0.123;
  run.counters["items"] = 0.5;
  const BenchmarkRun arrived = RoundTrip(run);
  EXPECT_EQ(arrived.run_type, BenchmarkRun::RT_Aggregate);
  EXPECT_EQ(arrived.benchmark_name(), run.benchmark_name());
  EXPECT_EQ(arrived.aggregate_unit, benchmark::kPercentage);
  EXPECT_EQ(arrived.real_accumulated_time, 0.123);
  EXPECT_EQ(arrived.counters.at("items").value, 0.5);
}

double Quadratic(benchmark::IterationCount n) {
  return static_cast<double>(n) * static_cast<double>(n);
}

TEST(RunPipeTest, ComplexityArrivesWithItsFunction) {
  BenchmarkRun run = Measured();
  run.complexity = benchmark::oLambda;
  run.complexity_lambda = Quadratic;
  run.complexity_n = 64;
  const BenchmarkRun arrived = RoundTrip(run);
  EXPECT_EQ(arrived.complexity, benchmark::oLambda);
  EXPECT_EQ(arrived.complexity_n, 64);
  EXPECT_EQ(arrived.complexity_lambda(3), 9);
}

TEST(RunPipeTest, MemoryResultArrives) {
  alignas(benchmark::MemoryManager::Result) char
      bytes[sizeof(benchmark::MemoryManager::Result)];
  auto* result = reinterpret_cast<benchmark::MemoryManager::Result*>(bytes);
  result->num_allocs = 5;
  result->max_bytes_used = int64_t{3} << 40;
  result->total_allocated_bytes = std::numeric_limits<int64_t>::max();
  result->net_heap_growth = -7;
  BenchmarkRun run = Measured();
  SetMemory(*result, 2, run);
  run.allocs_per_iter = 2.5;
  const BenchmarkRun arrived = RoundTrip(run);
  const auto* memory = MemoryOf(arrived);
  ASSERT_NE(memory, nullptr);
  EXPECT_EQ(memory->num_allocs, 5);
  EXPECT_EQ(memory->max_bytes_used, int64_t{3} << 40);
  EXPECT_EQ(memory->total_allocated_bytes, std::numeric_limits<int64_t>::max());
  EXPECT_EQ(memory->net_heap_growth, -7);
  EXPECT_EQ(MemoryIterations(arrived), MemoryIterations(run));
  EXPECT_EQ(arrived.allocs_per_iter, 2.5);
}

TEST(RunPipeTest, ComplexityRowsOfOneMemberAreLeftOut) {
  BenchmarkRun row = Measured();
  row.run_type = BenchmarkRun::RT_Aggregate;
  row.aggregate_name = "BigO";
  row.report_big_o = true;
  row.complexity = benchmark::oN;
  const auto piped = ReadRunPipe(
      Written([&](RunPipeWriter& writer) { writer.ReportRuns({row}); }));
  ASSERT_TRUE(piped.ok()) << piped.status();
  EXPECT_THAT(piped->batches, IsEmpty());
}

TEST(RunPipeTest, BatchesStayApartAndTheEndIsTold) {
  const auto piped = ReadRunPipe(Written([](RunPipeWriter& writer) {
    writer.ReportRuns({Measured(), Measured()});
    writer.ReportRuns({Measured()});
    writer.WriteEnd("threw");
  }));
  ASSERT_TRUE(piped.ok()) << piped.status();
  EXPECT_THAT(piped->batches, ElementsAre(SizeIs(2), SizeIs(1)));
  EXPECT_TRUE(piped->ended);
  EXPECT_EQ(piped->error, "threw");
}

TEST(RunPipeTest, TextThatIsNoUtf8StillArrives) {
  BenchmarkRun run = Measured();
  run.report_label = "a\xff\x80z";
  EXPECT_EQ(RoundTrip(run).report_label, "a\uFFFD\uFFFDz");
}

TEST(RunPipeTest, OnlyTheProcessThatMadeItWrites) {
  const std::string text = Written([](RunPipeWriter& writer) {
    const pid_t copy = fork();
    writer.WriteEnd("");
    if (copy == 0) _exit(0);
    waitpid(copy, nullptr, 0);
  });
  EXPECT_EQ(text, "{\"end\":\"\"}\n");
}

TEST(RunPipeTest, NothingIsNothing) {
  const auto piped = ReadRunPipe("");
  ASSERT_TRUE(piped.ok());
  EXPECT_THAT(piped->batches, IsEmpty());
  EXPECT_FALSE(piped->ended);
}

TEST(RunPipeTest, CutShortAnywhereIsAnErrorOrHasNoEnd) {
  const std::string text = Written([](RunPipeWriter& writer) {
    writer.ReportRuns({Measured()});
    writer.WriteEnd("");
  });
  // Without its last byte, the line break, it is whole.
  for (size_t length = 0; length + 1 < text.size(); length += 3) {
    const auto piped = ReadRunPipe(absl::string_view(text).substr(0, length));
    EXPECT_TRUE(!piped.ok() || !piped->ended) << length;
  }
}

TEST(RunPipeTest, ManyRunsArriveWhole) {
  std::vector<BenchmarkRun> runs(300, Measured());
  for (BenchmarkRun& run : runs) run.report_label = std::string(10'000, 'x');
  const auto piped = ReadRunPipe(
      Written([&](RunPipeWriter& writer) { writer.ReportRuns(runs); }));
  ASSERT_TRUE(piped.ok()) << piped.status();
  EXPECT_THAT(piped->batches, ElementsAre(SizeIs(300)));
}

TEST(RunPipeTest, GarbageIsAnError) {
  const std::vector<std::string> table = {std::string("\0\1\2", 3),
                                          "\xff\xfe garbage",
                                          "{",
                                          "null",
                                          "[]",
                                          "7",
                                          "{}",
                                          "{\"end\":5}",
                                          "{\"runs\":5}",
                                          "{\"runs\":[5]}",
                                          "{\"runs\":[{\"run\":{}}]}",
                                          std::string(1 << 20, '[')};
  for (const std::string& garbage : table) {
    EXPECT_FALSE(ReadRunPipe(garbage).ok()) << garbage.substr(0, 20);
  }
}

TEST(RunPipeTest, GarbageBetweenRunsIsAnError) {
  const std::string good =
      Written([](RunPipeWriter& writer) { writer.ReportRuns({Measured()}); });
  EXPECT_FALSE(ReadRunPipe("garbage\n" + good).ok());
  EXPECT_FALSE(ReadRunPipe(good + "garbage\n" + good).ok());
  EXPECT_FALSE(ReadRunPipe("garbage" + good).ok());
}

TEST(RunPipeTest, EveryThirdByteChangedIsReadOrRefused) {
  const std::string good =
      Written([](RunPipeWriter& writer) { writer.ReportRuns({Measured()}); });
  for (size_t i = 0; i < good.size(); i += 3) {
    for (const char c : {'\0', '"', '9', '\xff'}) {
      std::string changed = good;
      changed[i] = c;
      ReadRunPipe(changed).IgnoreError();
    }
  }
}

}  // namespace
}  // namespace feluda
