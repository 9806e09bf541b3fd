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

TEST(LongBenchmarksTest, TypicalTimesStandInForAReport) {
  DeclareManual("hash/long", {{300, absl::Minutes(3)}, {0, absl::Seconds(1)}});
  DeclareManual("read/page", {{0, absl::Seconds(40)}});
  EXPECT_EQ(
      DescribeLongBenchmarks(
          {"hash/long/seconds:300", "hash/long/300/iterations:1",
           "hash/long/seconds:600", "hash/longer/300", "read/page",
           "read/page/iterations:300"},
          {{"hash/long/300/iterations:1", absl::Seconds(7)}},
          absl::Minutes(10)),
      "These take long:\n"
      "  hash/long/seconds:300  about 3 min 0 s on a 2-CPU cloud machine "
      "of 2025\n"
      "  hash/long/300/iterations:1  about 7 s, as in the newest report\n"
      "  hash/long/seconds:600  not known yet, at most 10 min 0 s "
      "(--feluda_timeout)\n"
      "  read/page  about 40 s on a 2-CPU cloud machine of 2025\n"
      "  read/page/iterations:300  about 40 s on a 2-CPU cloud machine of "
      "2025\n"
      "In all about 4 min 27 s and at most 10 min 0 s for the 1 not "
      "known. Ctrl-C leaves the report of what was done.\n\n");
}

TEST(LongBenchmarksTest, TheSumIsThatOfAllRounds) {
  EXPECT_EQ(
      DescribeLongBenchmarks({"hash/slow"}, {{"hash/slow", absl::Seconds(200)}},
                             absl::Minutes(10), /*times=*/10),
      "These take long:\n"
      "  hash/slow  about 3 min 20 s, as in the newest report\n"
      "In all, in 10 rounds, about 33 min 20 s. Ctrl-C leaves the report "
      "of what was done.\n\n");
}

TEST(LongBenchmarksTest, NothingIsSaidOfARunWithoutThem) {
  EXPECT_EQ(DescribeLongBenchmarks({"hash/quick", "hash/unknown"},
                                   {{"hash/quick", absl::Seconds(1)}},
                                   absl::Minutes(10)),
            "");
}

}  // namespace
}  // namespace feluda
