#include "bench/tools/roofline/kernels.h"

#include <set>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(KernelsTest, EachRunsAndHasWork) {
  std::set<std::string> names;
  for (const Kernel& kernel : Kernels()) {
    SCOPED_TRACE(kernel.name);
    EXPECT_TRUE(names.insert(kernel.name).second);
    EXPECT_GT(kernel.multiply_adds + kernel.read_bytes, 0);
    EXPECT_GT(kernel.working_set, 0);
    const KernelCall call = kernel.make();
    call();
    call();
  }
}

// He et al. give 1.8 billion for the whole network.
TEST(KernelsTest, CountWhatIsPublished) {
  for (const Kernel& kernel : Kernels()) {
    if (kernel.name.find("ResNet-18") == std::string::npos) continue;
    EXPECT_NEAR(kernel.multiply_adds, 1.8e9, 0.05e9);
    return;
  }
  FAIL() << "no ResNet-18";
}

}  // namespace
}  // namespace feluda
