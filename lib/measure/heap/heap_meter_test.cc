#include "lib/measure/heap/heap_meter.h"

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "lib/measure/heap/sanitizer.h"
#include "lib/measure/heap/testing/heap_testing.h"

namespace feluda {
namespace {

#ifdef FELUDA_SANITIZER

TEST(HeapMeterTest, SaysThatASanitizerStandsInItsPlace) {
  HeapWindow window;
  free(Seen(malloc(10)));
  const absl::StatusOr<HeapUsage> usage = window.Stop();
  EXPECT_EQ(usage.status().code(), absl::StatusCode::kUnavailable);
  EXPECT_NE(usage.status().message().find("sanitizer"), std::string::npos);
}

#else

struct Case {
  const char* name;
  std::function<void()> function;
  HeapUsage expected;  // allocations, frees, allocated, net, peak
};

// What a case leaves allocated, freed after its window.
std::vector<void*> left_over;

class HeapMeterCases : public testing::TestWithParam<Case> {};

TEST_P(HeapMeterCases, CountsToTheByte) {
  left_over.reserve(8);
  const HeapUsage usage = Metered(GetParam().function);
  for (void* block : left_over) free(block);
  left_over.clear();

  const HeapUsage& expected = GetParam().expected;
  EXPECT_EQ(usage.allocations, expected.allocations);
  EXPECT_EQ(usage.frees, expected.frees);
  EXPECT_EQ(usage.allocated_bytes, expected.allocated_bytes);
  EXPECT_EQ(usage.net_bytes, expected.net_bytes);
  EXPECT_EQ(usage.peak_bytes, expected.peak_bytes);
}

const Case kCases[] = {
    {"Nothing", [] {}, {0, 0, 0, 0, 0}},
    {"OneByte", [] { free(Seen(malloc(1))); }, {1, 1, 1, 0, 1}},
    {"NoBytes", [] { free(Seen(malloc(Seen(size_t{0})))); }, {1, 1, 0, 0, 0}},
    {"FreeOfNull", [] { free(Seen<void*>(nullptr)); }, {0, 0, 0, 0, 0}},
    {"LargestShortSize",
     [] { free(Seen(malloc(65533))); },
     {1, 1, 65533, 0, 65533}},
    {"SmallestLongSize",
     [] { free(Seen(malloc(65534))); },
     {1, 1, 65534, 0, 65534}},
    {"Huge",
     [] { free(Seen(malloc(size_t{3} << 30))); },
     {1, 1, int64_t{3} << 30, 0, int64_t{3} << 30}},
    {"Leak",
     [] { left_over.push_back(Seen(malloc(1000))); },
     {1, 0, 1000, 1000, 1000}},
    {"Calloc", [] { free(Seen(calloc(3, 7))); }, {1, 1, 21, 0, 21}},
    {"CallocTooLarge",
     [] { Seen(calloc(Seen(SIZE_MAX / 2), 3)); },
     {0, 0, 0, 0, 0}},
    {"ReallocOfNull",
     [] { free(Seen(realloc(nullptr, 50))); },
     {1, 1, 50, 0, 50}},
    {"ReallocGrows",
     [] { free(Seen(realloc(Seen(malloc(100)), 100000))); },
     {2, 2, 100100, 0, 100000}},
    {"ReallocShrinks",
     [] { free(Seen(realloc(Seen(malloc(5000)), 10))); },
     {2, 2, 5010, 0, 5000}},
    {"ReallocToNothingFrees",
     [] {
       void* block = Seen(malloc(64));
       EXPECT_EQ(realloc(block, Seen(size_t{0})), nullptr);
     },
     {1, 1, 64, 0, 64}},
    {"ReallocRefusedKeepsTheBlock",
     [] {
       void* block = Seen(malloc(64));
       EXPECT_EQ(Seen(realloc(Seen(block), Seen(SIZE_MAX / 2))), nullptr);
       free(block);
     },
     {1, 1, 64, 0, 64}},
    {"ReallocArray",
     [] { free(Seen(reallocarray(nullptr, 6, 7))); },
     {1, 1, 42, 0, 42}},
    {"ReallocArrayTooLarge",
     [] { EXPECT_EQ(Seen(reallocarray(nullptr, Seen(SIZE_MAX), 2)), nullptr); },
     {0, 0, 0, 0, 0}},
    {"Memalign", [] { free(Seen(memalign(4096, 100))); }, {1, 1, 100, 0, 100}},
    {"AlignedAlloc",
     [] { free(Seen(aligned_alloc(1 << 20, 1 << 20))); },
     {1, 1, 1 << 20, 0, 1 << 20}},
    {"PosixMemalign",
     [] {
       void* block = nullptr;
       EXPECT_EQ(posix_memalign(&block, 64, 77), 0);
       EXPECT_EQ(reinterpret_cast<uintptr_t>(block) % 64, 0u);
       free(block);
     },
     {1, 1, 77, 0, 77}},
    {"PosixMemalignRefused",
     [] {
       void* block = nullptr;
       EXPECT_EQ(posix_memalign(&block, 24, 77), EINVAL);
     },
     {0, 0, 0, 0, 0}},
    {"Valloc", [] { free(Seen(valloc(9))); }, {1, 1, 9, 0, 9}},
    {"Pvalloc", [] { free(Seen(pvalloc(9))); }, {1, 1, 9, 0, 9}},
    {"OperatorNewCountsOnce",
     [] { delete Seen(new int64_t); },
     {1, 1, 8, 0, 8}},
    {"AlignedNew",
     [] {
       struct alignas(128) Wide {
         char bytes[256];
       };
       delete Seen(new Wide);
     },
     {1, 1, 256, 0, 256}},
    {"LibraryCalls",
     [] { free(Seen(strdup("123456789"))); },
     {1, 1, 10, 0, 10}},
    {"ArrayNew",
     [] { delete[] Seen(new int16_t[Seen(1001)]); },
     {1, 1, 2002, 0, 2002}},
    {"NewThatMayFail",
     [] { delete Seen(new (std::nothrow) int64_t); },
     {1, 1, 8, 0, 8}},
    {"VectorGrowth",
     [] {
       std::vector<char> vector;
       vector.reserve(Seen(1000));
       vector.reserve(Seen(3000));
     },
     {2, 2, 4000, 0, 4000}},
    {"EveryByteThatTheBlockHas",
     [] {
       void* block = Seen(malloc(1001));
       memset(block, 1, malloc_usable_size(block));
       free(block);
     },
     {1, 1, 1001, 0, 1001}},
    {"PeakOfOverlap",
     [] {
       void* first = Seen(malloc(300));
       void* second = Seen(malloc(400));
       free(first);
       free(Seen(malloc(200)));
       free(second);
     },
     {3, 3, 900, 0, 700}},
};

INSTANTIATE_TEST_SUITE_P(All, HeapMeterCases, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

TEST(HeapMeterTest, BlockFromBeforeTheWindowLowersNetNotPeak) {
  void* block = Seen(malloc(1000));
  const int64_t rounded = malloc_usable_size(block);
  const HeapUsage usage = Metered([&] {
    free(block);
    free(Seen(malloc(10)));
  });
  EXPECT_EQ(usage.net_bytes, -rounded);
  EXPECT_EQ(usage.peak_bytes, 0);
}

TEST(HeapMeterTest, ForgetsSizesFromAnEarlierWindow) {
  void* block = nullptr;
  Metered([&] { block = Seen(malloc(1000)); });
  free(block);
  void* again = Seen(malloc(1001));  // The same block, unseen.
  const int64_t rounded = malloc_usable_size(again);
  EXPECT_EQ(Metered([&] { free(again); }).net_bytes, -rounded);
}

TEST(HeapMeterTest, ReallocOfABlockFromBeforeTheWindow) {
  void* block = Seen(malloc(1000));
  const int64_t rounded = malloc_usable_size(block);
  const HeapUsage usage = Metered([&] { block = Seen(realloc(block, 5000)); });
  free(block);
  EXPECT_EQ(usage.allocations, 1);
  EXPECT_EQ(usage.frees, 1);
  EXPECT_EQ(usage.net_bytes, 5000 - rounded);
  EXPECT_EQ(usage.peak_bytes, 5000 - rounded);
}

TEST(HeapMeterTest, InnerWindowCountsIntoOuterAndNotBack) {
  HeapUsage inner;
  const HeapUsage outer = Metered([&] {
    free(Seen(malloc(5000)));
    void* held = Seen(malloc(100));
    inner = Metered([] { free(Seen(malloc(700))); });
    free(held);
  });
  EXPECT_EQ(inner.allocations, 1);
  EXPECT_EQ(inner.peak_bytes, 700);
  EXPECT_EQ(outer.peak_bytes, 5000);
  EXPECT_EQ(outer.net_bytes, 0);
  // One more for the std::function that Metered takes, on either side.
  EXPECT_GE(outer.allocations, 3);
}

TEST(HeapMeterTest, OuterPeakIsTheInnerOnesOnTopOfWhatWasHeld) {
  const HeapUsage outer = Metered([] {
    void* held = Seen(malloc(100000));
    HeapWindow inner;
    free(Seen(malloc(200000)));
    EXPECT_EQ(inner.Stop()->peak_bytes, 200000);
    free(held);
  });
  EXPECT_EQ(outer.peak_bytes, 300000);
}

TEST(HeapMeterTest, WindowsNestAsDeepAsTheyAreOpened) {
  std::array<std::optional<HeapWindow>, 20> windows;
  for (std::optional<HeapWindow>& window : windows) {
    free(Seen(malloc(1000)));
    window.emplace();
  }
  void* held = Seen(malloc(10));
  for (int64_t inside = 0; inside < 20; ++inside) {
    const HeapUsage usage = *windows[19 - static_cast<size_t>(inside)]->Stop();
    EXPECT_EQ(usage.allocations, inside + 1);
    EXPECT_EQ(usage.frees, inside);
    EXPECT_EQ(usage.net_bytes, 10);
    EXPECT_EQ(usage.peak_bytes, inside == 0 ? 10 : 1000);
  }
  free(held);
}

TEST(HeapMeterTest, FreeLeavesErrnoAlone) {
  void* block = Seen(malloc(100));
  HeapWindow window;
  std::thread([&] {
    errno = 77;
    free(block);
    EXPECT_EQ(errno, 77);
  }).join();
}

TEST(HeapMeterTest, RefusedAllocationSetsErrno) {
  HeapWindow window;
  errno = 0;
  EXPECT_EQ(Seen(malloc(Seen(SIZE_MAX / 2))), nullptr);
  EXPECT_EQ(errno, ENOMEM);
}

TEST(HeapMeterTest, ChildOfForkStartsClean) {
  HeapWindow window;
  free(Seen(malloc(10)));
  const pid_t child = fork();
  if (child == 0) {
    const bool refused =
        window.Stop().status().code() == absl::StatusCode::kFailedPrecondition;
    HeapWindow own;
    free(Seen(malloc(20)));
    const absl::StatusOr<HeapUsage> usage = own.Stop();
    _exit(refused && usage.ok() && usage->allocations == 1 &&
                  usage->peak_bytes == 20
              ? 0
              : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(window.Stop()->allocations, 1);
}

TEST(HeapMeterTest, SecondStopIsRefused) {
  HeapWindow window;
  EXPECT_TRUE(window.Stop().ok());
  EXPECT_EQ(window.Stop().status().code(),
            absl::StatusCode::kFailedPrecondition);
}

#endif  // FELUDA_SANITIZER

}  // namespace
}  // namespace feluda
