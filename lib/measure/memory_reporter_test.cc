#include "lib/measure/memory_reporter.h"

#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/measure/memory_manager.h"

namespace feluda {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;

// Allocates a block of 100,000 bytes in each iteration of the pass.
void Allocate(benchmark::State& state) {
  MemoryManager* manager = MemoryManager::Registered();
  const bool in_pass = manager->in_pass();
  HeapWindow window;
  for (auto _ : state) {
    void* block = malloc(100'000);
    benchmark::DoNotOptimize(block);
    free(block);
  }
  if (in_pass) manager->CountOnly(*window.Stop());
}

class MemoryReporterTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!RegisterMemoryManager().ok()) {
      GTEST_SKIP() << HeapMeterStatus().message();
    }
    benchmark::ClearRegisteredBenchmarks();
    benchmark::RegisterBenchmark("allocates", Allocate)
        ->Iterations(8)
        ->Repetitions(5);
    benchmark::RegisterBenchmark("fails", [](benchmark::State& state) {
      state.SkipWithError("no input");
    });
    benchmark::RegisterBenchmark("allocates_too", Allocate)->Iterations(8);
  }

  // What `next` prints of the benchmarks.
  static std::string Printed(benchmark::BenchmarkReporter& next) {
    std::ostringstream out;
    MemoryReporter reporter(next);
    reporter.SetOutputStream(&out);
    benchmark::RunSpecifiedBenchmarks(&reporter, "all");
    return out.str();
  }
};

int Count(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != text.npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST_F(MemoryReporterTest, ConsoleHasMemoryOfEachRunAndAggregate) {
  benchmark::ConsoleReporter next(benchmark::ConsoleReporter::OO_None);
  const std::string text = Printed(next);
  EXPECT_THAT(text, ContainsRegex("allocates_too[^\n]* allocs_per_iter=1 "
                                  "max_bytes_used=97.6562[^\n]* "
                                  "net_heap_growth=0 "));
  // Five repetitions, four aggregates and one more.
  EXPECT_EQ(Count(text, "max_bytes_used="), 10) << text;
  EXPECT_EQ(Count(text, "max_bytes_used=97.6562"), 8) << text;
  EXPECT_THAT(text, ContainsRegex("_stddev[^\n]* max_bytes_used=0 "));
}

TEST_F(MemoryReporterTest, CsvHasAColumnEach) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  benchmark::CSVReporter next;
#pragma GCC diagnostic pop
  const std::string text = Printed(next);
  EXPECT_THAT(text, HasSubstr("error_message,\"allocs_per_iter\","
                              "\"max_bytes_used\",\"net_heap_growth\","
                              "\"total_allocated_bytes\"\n"));
  EXPECT_EQ(Count(text, ",1,100000,0,800000\n"), 8) << text;
}

TEST_F(MemoryReporterTest, JsonHasItsFieldsOnceAndRightInEachRepetition) {
  benchmark::JSONReporter next;
  const std::string text = Printed(next);
  EXPECT_EQ(Count(text, "\"max_bytes_used\": 100000,"), 6) << text;
  EXPECT_EQ(Count(text, "\"max_bytes_used\""), 6);
  EXPECT_EQ(Count(text, "\"allocs_per_iter\""), 6);
}

class OtherManager : public benchmark::MemoryManager {
 public:
  void Start() override {}
  void Stop(Result& result) override { result.num_allocs = 16 * 42; }
  // As in memory_manager.h.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wsuggest-override"
  void Stop(Result* result) {  // NOLINT(modernize-use-override)
    Stop(*result);
  }
#pragma GCC diagnostic pop
};

// The manager of the process, which is put back at the end.
TEST_F(MemoryReporterTest, FiguresOfAnotherManagerStayInTheJson) {
  OtherManager other;
  benchmark::ClearRegisteredBenchmarks();
  benchmark::RegisterBenchmark("other", [](benchmark::State& state) {
    for (auto _ : state) {
    }
  })->Iterations(16);
  benchmark::RegisterMemoryManager(&other);
  benchmark::JSONReporter json;
  const std::string text = Printed(json);
  benchmark::ConsoleReporter console(benchmark::ConsoleReporter::OO_None);
  const std::string shown = Printed(console);
  benchmark::RegisterMemoryManager(MemoryManager::Registered());
  EXPECT_THAT(text, ContainsRegex("\"allocs_per_iter\": 4.2[0]*e\\+01"));
  EXPECT_EQ(Count(shown, "allocs_per_iter"), 0) << shown;
}

}  // namespace
}  // namespace feluda
