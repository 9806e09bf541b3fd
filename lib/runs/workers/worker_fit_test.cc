#include "lib/runs/workers/worker_fit.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

constexpr double kGibibyte = 1073741824.0;

TEST(ParsePlanRequestTest, ReadsEachPartInAnyOrder) {
  const auto all = ParsePlanRequest("items=1e5, memory=1.5 GiB,cpus=4");
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_EQ(all->cpus, 4);
  EXPECT_EQ(all->memory_bytes, 1.5 * kGibibyte);
  EXPECT_EQ(all->items, 1e5);
  const auto none = ParsePlanRequest("");
  ASSERT_TRUE(none.ok());
  EXPECT_FALSE(none->cpus || none->memory_bytes || none->items);
  EXPECT_EQ(ParsePlanRequest("memory=512mb")->memory_bytes, 512e6);
  EXPECT_EQ(ParsePlanRequest("memory=1KiB")->memory_bytes, 1024);
}

TEST(ParsePlanRequestTest, SaysWhatItCannotRead) {
  for (const std::string text :
       {"cpus=0", "cpus=-1", "cpus=nan", "cpus=inf", "cpus=", "cpus",
        "memory=4", "memory=GiB", "memory=4 apples", "memory=1e12TiB",
        "items=x", "cores=4", "cpus=4,", "cpus=4;memory=4GiB"}) {
    const absl::Status status = ParsePlanRequest(text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << text;
    EXPECT_THAT(std::string(status.message()), HasSubstr("': say ")) << text;
  }
}

struct FitCase {
  std::string name;
  Machine machine;
  WorkerNeeds needs;
  int64_t workers;
  WorkerFit::Bound bound_by;
};

TEST(FitWorkersTest, AreBoundByWhatIsUsedUpFirst) {
  using Bound = WorkerFit::Bound;
  for (const FitCase& each : std::vector<FitCase>{
           {"CPUs", {4, 4 * kGibibyte}, {2e8, 1.0}, 4, Bound::kCpus},
           {"memory", {4, 1e9}, {4e8, 1.0}, 2, Bound::kMemory},
           {"no room", {4, 1e9}, {2e9, 1.0}, 0, Bound::kMemory},
           {"the system's share", {4, 1e9}, {2.4e8, 1.0}, 3, Bound::kMemory},
           {"memory unknown", {4, {}}, {2e8, 1.0}, 4, Bound::kCpus},
           {"needs unknown", {4, 1e9}, {{}, 1.0}, 4, Bound::kCpus},
           {"two threads each", {4, 1e12}, {2e8, 1.9}, 2, Bound::kCpus},
           {"a reading above one", {4, 1e12}, {2e8, 1.03}, 4, Bound::kCpus},
           {"a worker that waits", {4, 1e12}, {2e8, 0.1}, 4, Bound::kCpus},
           {"half a CPU", {0.5, 1e12}, {2e8, 1.0}, 1, Bound::kCpus}}) {
    const WorkerFit fit = FitWorkers(each.machine, each.needs);
    EXPECT_EQ(fit.workers, each.workers) << each.name;
    EXPECT_EQ(fit.bound_by, each.bound_by) << each.name;
  }
}

}  // namespace
}  // namespace feluda
