// A family is the benchmarks that Google Benchmark makes of one registration,
// for each of its arguments and numbers of threads. Before they run, and in
// files, only their names are known, so families are recognised by name:
// `sort/8/threads:2` and `sort/64` belong to `sort`. The name of a family lacks
// what Google Benchmark itself appends: `/number`, `/word:number` and the words
// for the kind of time. So two benchmarks that were registered as `sort/1` and
// `sort/2` count as one family.

#ifndef LIB_RUNS_FAMILIES_H_
#define LIB_RUNS_FAMILIES_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "benchmark/benchmark.h"

namespace feluda {

// Returns "sort" for "sort/8/threads:2". A name without arguments is its own
// family.
std::string FamilyName(absl::string_view benchmark_name);

// Whether the run is a row of a family's complexity, `BigO` or `RMS`.
bool IsComplexityRow(const benchmark::BenchmarkReporter::Run& run);

// Returns the families with Complexity(). Their rows are computed from all
// members, so the members belong together. Such a family is recognised by its
// rows or, if the run ended before there were any, by the counter with the size
// n of a member.
std::set<std::string> FamiliesWithComplexity(
    const std::vector<benchmark::BenchmarkReporter::Run>& runs);

// Numbers families, and benchmarks in a family, in the order in which they are
// seen. Runs from several files need that: the numbers they have clash.
class FamilyNumbers {
 public:
  // Sets family_index and per_family_instance_index.
  void Number(benchmark::BenchmarkReporter::Run& run);

 private:
  struct Family {
    int64_t index;
    std::map<std::string, int64_t> members;
  };

  std::map<std::string, Family> families_;
};

}  // namespace feluda

#endif  // LIB_RUNS_FAMILIES_H_
