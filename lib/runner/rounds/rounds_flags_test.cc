#include "lib/runner/rounds/rounds_flags.h"

#include <optional>
#include <string>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

ABSL_DECLARE_FLAG(int64_t, feluda_rounds);
ABSL_DECLARE_FLAG(std::optional<uint64_t>, feluda_rounds_seed);

namespace feluda {
namespace {

using testing::HasSubstr;

class RoundsFlagsTest : public testing::Test {
 protected:
  static std::string Refusal(int64_t rounds, bool isolated, bool interleaved) {
    absl::SetFlag(&FLAGS_feluda_rounds, rounds);
    return std::string(
        RoundsFromFlags(isolated, interleaved).status().message());
  }

  const absl::FlagSaver saver_;
};

TEST_F(RoundsFlagsTest, NoRoundsUnlessTheyAreAskedFor) {
  EXPECT_EQ(RoundsFromFlags(false, true)->rounds, 0);
}

TEST_F(RoundsFlagsTest, WhatNeedsOneProcessIsRefusedWithTheReason) {
  EXPECT_EQ(Refusal(3, true, false), "");
  EXPECT_THAT(Refusal(3, false, false), HasSubstr("--feluda_isolate=false"));
  EXPECT_THAT(Refusal(3, true, true), HasSubstr("random_interleaving"));
  EXPECT_THAT(Refusal(-1, true, false), HasSubstr("from 0 to 1000000"));
  EXPECT_THAT(Refusal(1'000'001, true, false), HasSubstr("from 0 to 1000000"));
}

TEST_F(RoundsFlagsTest, TheSeedIsToldSoThatTheOrderCanBeHadAgain) {
  absl::SetFlag(&FLAGS_feluda_rounds, 3);
  absl::SetFlag(&FLAGS_feluda_rounds_seed, 77);
  EXPECT_EQ(DescribeRounds(*RoundsFromFlags(true, false), 12),
            "3 rounds of 12 benchmarks, in an order drawn anew for each; "
            "--feluda_rounds_seed=77 draws the same ones.\n");
}

}  // namespace
}  // namespace feluda
