#include "reporters/compare/formats/comparison_console.h"

#include <string>

#include "gtest/gtest.h"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

TEST(ComparisonConsoleTest, TellsAllInOrder) {
  EXPECT_EQ(ToConsole(MadeUpComparison(), {}), R"(Old: old.json (10 processes)
New: new.json (10 processes)

Not only the program differs:
  compiler: g++ 12, now g++ 13

Note:
  new.json: interrupted

Newly failed:
  sort/broken: no <memory>

Over the budget:
  sort/same: time is 2.00 s, at most 1.50 s

Benchmark     Figure          Old     New   Change    95 % interval  Verdict
sort/slow|er  time         1.00 s  1.52 s  +50.9 %  +46.5 … +54.3 %  worse
sort/slow|er  CPU time     1.00 s  1.52 s  +50.9 %  +46.5 … +54.3 %  worse
sort/slow|er  allocations     100     101   +1.0 %            exact  worse
sort/few      time         3.12 s  4.12 s  +32.0 %                   cannot tell, needs 6 or more
sort/few      CPU time     3.12 s  4.12 s  +32.0 %                   cannot tell, needs 6 or more
sort/once     time         3.00 s  4.00 s  +33.3 %                   no verdict, one process
sort/once     CPU time     3.00 s  4.00 s  +33.3 %                   no verdict, one process

Added:
  new

Removed:
  old

Of 4 benchmarks and their figures: 1 newly failed, 1 over the budget, 3 worse, 5 the same, 2 that cannot be told, 2 without a verdict.
No verdict: nothing can be told of one process on a side. A run with --feluda_rounds=10 has ten, and so have ten files on a side.
Needs 20: so many processes a side would show in nine cases of ten that nothing changed. Needs 20 for 12.5 %: a change of that much.
If nothing had changed, at most 1 of 50 such comparisons would call any noisy figure worse: 4 tests share the limit, p <= 0.02 each.
)");
}

TEST(ComparisonConsoleTest, TellsWhereTheLoadDiffered) {
  const std::string text = ToConsole(ComparisonUnderLoad(), {});
  EXPECT_NE(text.find(R"(
The load of the machine may have changed times:
  the times of 1 of 2 benchmarks are judged only beyond what the load may do, which differed or left less than a CPU; //bench:ab runs both builds in turn, so that they share the load
  over all others took 0.1 CPUs in old and 0.7 in new
  sort: others took 0.1 CPUs in old and 1.3 in new

)"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("cannot tell, others took 0.1, now 1.3 CPUs\n"),
            std::string::npos);
  // On a full machine it is every benchmark, and the table shall be in sight.
  ComparisonReport many = ComparisonUnderLoad();
  many.comparison.benchmarks.resize(9, many.comparison.benchmarks[0]);
  EXPECT_NE(ToConsole(many, {}).find("\n  and 3 more\n\n"), std::string::npos);
  ComparisonReport averages = MadeUpComparison();
  averages.load_averages = "the load average was 0.3 in old and 4.1 in new";
  EXPECT_NE(ToConsole(averages, {})
                .find("  the load average was 0.3 in old and 4.1 in new: times "
                      "may differ for that reason; //bench:ab runs"),
            std::string::npos);
}

TEST(ComparisonConsoleTest, RowsAreLimitedAndTheSameIsShownIfAskedFor) {
  ComparisonConsoleOptions options;
  options.rows = 1;
  const std::string few = ToConsole(MadeUpComparison(), options);
  EXPECT_NE(few.find("and 6 more: --rows=7 shows all\n"), std::string::npos)
      << few;
  options.rows = 100;
  options.show_same = true;
  const std::string all = ToConsole(MadeUpComparison(), options);
  EXPECT_NE(all.find("sort/same"), all.rfind("sort/same"));
}

TEST(ComparisonConsoleTest, WorseIsRedOnATerminal) {
  ComparisonConsoleOptions options;
  options.colors = true;
  EXPECT_NE(ToConsole(MadeUpComparison(), options).find("\033[31msort/slow|er"),
            std::string::npos);
}

}  // namespace
}  // namespace feluda
