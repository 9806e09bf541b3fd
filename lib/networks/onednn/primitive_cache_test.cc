#include "lib/networks/onednn/primitive_cache.h"

#include <vector>

#include "dnnl.hpp"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/networks/onednn/elementwise.h"

namespace feluda {
namespace {

using ::testing::ElementsAre;

TEST(ForgetPrimitivesTest, LeavesWhatIsInUseAndTheCapacity) {
  const int capacity = dnnl::get_primitive_cache_capacity();
  const absl::StatusOr<Step> step =
      ActivationStep(Layout::Plain({3}), Activation::Relu());
  ASSERT_TRUE(step.ok()) << step.status();
  EXPECT_TRUE(ForgetPrimitives().ok());
  EXPECT_EQ(dnnl::get_primitive_cache_capacity(), capacity);
  const std::vector<float> x = {-1, 2, -3};
  std::vector<float> y(3);
  std::vector<std::byte> scratch(step->scratch_bytes);
  const float* const input = x.data();
  const StepMemory memory{{&input, 1}, y.data(), scratch.data()};
  EXPECT_TRUE(step->run(memory).ok());
  EXPECT_THAT(y, ElementsAre(0, 2, 0));
}

}  // namespace
}  // namespace feluda
