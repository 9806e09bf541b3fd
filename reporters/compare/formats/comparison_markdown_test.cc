#include "reporters/compare/formats/comparison_markdown.h"

#include <string>

#include "gtest/gtest.h"
#include "reporters/compare/testing/made_up_sides.h"

namespace feluda {
namespace {

TEST(ComparisonMarkdownTest, TellsWhereTheLoadDiffered) {
  const std::string text = ComparisonMarkdown(ComparisonUnderLoad());
  for (const char* told : {"### The load of the machine may have changed times",
                           "sort: others took 0.1 CPUs in old and 1.3 in new",
                           "cannot tell, others took 0.1, now 1.3 CPUs"}) {
    EXPECT_NE(text.find(told), std::string::npos) << told;
  }
}

TEST(ComparisonMarkdownTest, TellsAllAndEscapesIt) {
  EXPECT_EQ(ComparisonMarkdown(MadeUpComparison()), R"(## Comparison

Of 4 benchmarks and their figures: 1 newly failed, 1 over the budget, 3 worse, 5 the same, 2 that cannot be told, 2 without a verdict.

- Old: old.json (10 processes)
- New: new.json (10 processes)

### Not only the program differs

- compiler: g++ 12, now g++ 13

### Note

- new.json: interrupted

### Newly failed

- sort/broken: no &lt;memory&gt;

### Over the budget

- sort/same: time is 2.00 s, at most 1.50 s

| Benchmark | Figure | Old | New | Change | 95 % interval | Verdict |
| --- | --- | ---: | ---: | ---: | ---: | --- |
| sort/slow\|er | time | 1.00 s | 1.52 s | +50.9 % | +46.5 … +54.3 % | worse |
| sort/slow\|er | CPU time | 1.00 s | 1.52 s | +50.9 % | +46.5 … +54.3 % | worse |
| sort/slow\|er | allocations | 100 | 101 | +1.0 % | exact | worse |

<details><summary>Cannot be told</summary>

| Benchmark | Figure | Old | New | Change | 95 % interval | Verdict |
| --- | --- | ---: | ---: | ---: | ---: | --- |
| sort/few | time | 3.12 s | 4.12 s | +32.0 % |  | cannot tell, needs 6 or more |
| sort/few | CPU time | 3.12 s | 4.12 s | +32.0 % |  | cannot tell, needs 6 or more |
| sort/once | time | 3.00 s | 4.00 s | +33.3 % |  | no verdict, one process |
| sort/once | CPU time | 3.00 s | 4.00 s | +33.3 % |  | no verdict, one process |

</details>

<details><summary>The same</summary>

| Benchmark | Figure | Old | New | Change | 95 % interval | Verdict |
| --- | --- | ---: | ---: | ---: | ---: | --- |
| sort/few | allocations | 100 | 100 | 0 % | exact | same |
| sort/once | allocations | 100 | 100 | 0 % | exact | same |
| sort/same | time | 2.00 s | 2.00 s | +0.4 % | -3.1 … +4.1 % | same |
| sort/same | CPU time | 2.00 s | 2.00 s | +0.4 % | -3.1 … +4.1 % | same |
| sort/same | allocations | 100 | 100 | 0 % | exact | same |

</details>

### Added

- new

### Removed

- old

- No verdict: nothing can be told of one process on a side. A run with --feluda_rounds=10 has ten, and so have ten files on a side.
- Needs 20: so many processes a side would show in nine cases of ten that nothing changed. Needs 20 for 12.5 %: a change of that much.
- If nothing had changed, at most 1 of 50 such comparisons would call any noisy figure worse: 4 tests share the limit, p &lt;= 0.02 each.
)");
}

TEST(ComparisonMarkdownTest, RowsAreLimited) {
  const std::string text = ComparisonMarkdown(MadeUpComparison(), 1);
  EXPECT_NE(text.find("\nand 2 more\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace feluda
