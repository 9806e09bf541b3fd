#include "lib/runner/processes/worker_trials.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kNames = {"read/a", "read/b",  "read/c",
                                         "read/d", "make/it", "hash/a"};

bool IsNotMake(const std::string& name) { return name != "make/it"; }

std::vector<size_t> Wanted(const WorkerTrials& trials) {
  std::vector<size_t> wanted;
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (trials.IsWanted(i)) wanted.push_back(i);
  }
  return wanted;
}

TEST(WorkerTrialsTest, AreOfTheMiddleBenchmarkOfEachOperator) {
  WorkerTrials trials(kNames, IsNotMake);
  EXPECT_THAT(Wanted(trials), ElementsAre(1, 2, 3, 5));
  trials.Tried(1, true);
  EXPECT_THAT(Wanted(trials), ElementsAre(5));
  trials.Tried(5, true);
  EXPECT_THAT(Wanted(trials), IsEmpty());
}

TEST(WorkerTrialsTest, GoOnToTheNextUntilTwoFailed) {
  WorkerTrials trials(kNames, IsNotMake);
  trials.Tried(1, false);
  EXPECT_THAT(Wanted(trials), ElementsAre(1, 2, 3, 5));
  trials.Tried(2, false);
  EXPECT_THAT(Wanted(trials), ElementsAre(5));
}

TEST(WorkerTrialsTest, ThereAreNoneWithoutWorkers) {
  EXPECT_THAT(Wanted(WorkerTrials(kNames, [](auto&) { return false; })),
              IsEmpty());
}

}  // namespace
}  // namespace feluda
