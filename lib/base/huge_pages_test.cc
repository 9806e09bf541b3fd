#include "lib/base/huge_pages.h"

#include <cstddef>
#include <numeric>
#include <vector>

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(HugePagesTest, LeaveWhatIsInTheMemory) {
  for (size_t count : {0, 1, 4097, 5 << 20}) {
    std::vector<unsigned> values(count);
    std::iota(values.begin(), values.end(), 7u);
    PreferHugePages(values.data(), count * sizeof(unsigned));
    for (size_t i = 0; i < count; ++i) ASSERT_EQ(values[i], i + 7) << count;
  }
}

TEST(HugePagesTest, ZerosAreAllThere) {
  ThreadPool pool(/*threads=*/2);
  for (size_t count : {0, 1, 1025, 5 << 20}) {
    EXPECT_EQ(Zeros(count, pool), std::vector<float>(count)) << count;
  }
}

}  // namespace
}  // namespace feluda
