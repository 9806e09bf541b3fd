#include "bench/tools/vector_target.h"

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "hwy/highway.h"

namespace feluda {
namespace {

class VectorTargetTest : public testing::Test {
 protected:
  ~VectorTargetTest() override { UseTarget(Targets().front()); }
};

TEST_F(VectorTargetTest, NoBetterTargetIsLeft) {
  const std::vector<int64_t> targets = Targets();
  for (const int64_t target : targets) {
    UseTarget(target);
    const int64_t left = hwy::SupportedTargets() & HWY_TARGETS;
    EXPECT_EQ(left & -left, target) << hwy::TargetName(target);
    // The list is the processor's, whichever is in use.
    EXPECT_EQ(Targets(), targets);
  }
}

TEST_F(VectorTargetTest, NameIsFound) {
  const int64_t last = Targets().back();
  EXPECT_EQ(UseTargetNamed(hwy::TargetName(last)).value(), last);
  EXPECT_EQ(UseTargetNamed("").value(), Targets().front());
}

TEST_F(VectorTargetTest, UnknownNameIsRefusedWithTheKnownOnes) {
  const absl::Status status = UseTargetNamed("AVX9").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  for (const int64_t target : Targets()) {
    EXPECT_NE(status.message().find(hwy::TargetName(target)), std::string::npos)
        << status;
  }
  EXPECT_NE(status.message().find("found 'AVX9'"), std::string::npos) << status;
}

}  // namespace
}  // namespace feluda
