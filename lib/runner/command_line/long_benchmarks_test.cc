#include "lib/runner/command_line/long_benchmarks.h"

#include "gtest/gtest.h"
#include "lib/fixture/manual_registry.h"

namespace feluda {
namespace {

TEST(LongBenchmarksTest, ManualAndSlowOnesAreNamedWithAnEstimate) {
  DeclareManual("reduce/large");
  EXPECT_EQ(DescribeLongBenchmarks(
                {"reduce/rows/500", "reduce/large/500", "reduce/large/5000",
                 "reduce/larger/500", "hash/slow"},
                {{"reduce/rows/500", absl::Seconds(59)},
                 {"reduce/large/500", absl::Seconds(5)},
                 {"hash/slow", absl::Seconds(200)}},
                absl::Minutes(10)),
            "These take long:\n"
            "  reduce/large/500  about 5 s, as in the newest report\n"
            "  reduce/large/5000  not known yet, at most 10 min 0 s "
            "(--feluda_timeout)\n"
            "  hash/slow  about 3 min 20 s, as in the newest report\n"
            "In all about 3 min 25 s and at most 10 min 0 s for the 1 not "
            "known. Ctrl-C leaves the report of what was done.\n\n");
}

TEST(LongBenchmarksTest, NothingIsSaidOfARunWithoutThem) {
  EXPECT_EQ(DescribeLongBenchmarks({"hash/quick", "hash/unknown"},
                                   {{"hash/quick", absl::Seconds(1)}},
                                   absl::Minutes(10)),
            "");
}

}  // namespace
}  // namespace feluda
