// What this machine can do at most, and how near to it the operators' inner
// loops come.
//
//   roofline                      all of it, a minute
//   roofline --feluda_target=AVX2 as on a processor that has no more than AVX2

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "bench/tools/roofline/kernel.h"
#include "bench/tools/roofline/kernels.h"
#include "bench/tools/roofline/machine_limits.h"
#include "bench/tools/roofline/rate.h"
#include "bench/tools/vector_target.h"
#include "hwy/targets.h"
#include "lib/base/thread_pool.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/text/units.h"

namespace feluda {
namespace {

constexpr char kUsage[] =
    R"(Measures what this machine can do at most, and how near to it the operators'
inner loops come.

)";

struct Limits {
  ArithmeticLimits arithmetic;
  std::vector<MemoryLevel> levels;
};

// Such as "12.3 G".
std::string Giga(double rate) { return absl::StrFormat("%.1f G", rate / 1e9); }

void PrintArithmetic(int threads) {
  std::cout << absl::StrFormat(
      "%-12s  %15s  %8s  %12s  %s\n", "Instructions", "multiply-adds/s",
      "sums/s", "as many both",
      absl::StrCat("the same with ", threads, " threads"));
  for (const int64_t target : Targets()) {
    UseTarget(target);
    const ArithmeticLimits alone = MeasureArithmetic(1);
    const ArithmeticLimits together = MeasureArithmetic(threads);
    std::cout << absl::StrFormat("%-12s  %15s  %8s  %12s  %s, %s, %s\n",
                                 hwy::TargetName(target),
                                 Giga(alone.multiply_adds), Giga(alone.sums),
                                 Giga(alone.mixed),
                                 Giga(together.multiply_adds),
                                 Giga(together.sums), Giga(together.mixed))
              << std::flush;
  }
}

void PrintMemory(const std::vector<MemoryLevel>& alone,
                 const std::vector<MemoryLevel>& together, int threads) {
  std::cout << absl::StrFormat("\n%-10s  %10s  %14s  %17s  %14s  %17s\n",
                               "Memory", "size", "read, B/s", "updated, B/s",
                               absl::StrCat("read by ", threads),
                               absl::StrCat("updated by ", threads));
  for (size_t i = 0; i < alone.size(); ++i) {
    const MemoryLevel& level = alone[i];
    std::cout << absl::StrFormat(
        "%-10s  %10s  %14s  %17s  %14s  %17s\n", level.name,
        i + 1 == alone.size() ? "" : HumanBytes(level.bytes),
        Giga(level.read_bytes_per_second), Giga(level.updated_bytes_per_second),
        Giga(together[i].read_bytes_per_second),
        Giga(together[i].updated_bytes_per_second));
  }
}

// The least time that the operations of a kernel take.
double ArithmeticSeconds(const Kernel& kernel, const ArithmeticLimits& limits) {
  return std::max({kernel.multiply_adds / limits.multiply_adds,
                   kernel.sums / limits.sums,
                   (kernel.multiply_adds + kernel.sums) / limits.mixed});
}

double MemorySeconds(const Kernel& kernel, const MemoryLevel& level) {
  return kernel.read_bytes / level.read_bytes_per_second +
         kernel.updated_bytes / level.updated_bytes_per_second;
}

void PrintKernel(const Kernel& kernel, const Limits& limits) {
  const double seconds = 1 / BestRate(1, kernel.make());
  const MemoryLevel& level = LevelFor(limits.levels, kernel.working_set);
  const double arithmetic = ArithmeticSeconds(kernel, limits.arithmetic);
  const double memory = MemorySeconds(kernel, level);
  const bool is_memory = memory > arithmetic;
  const double work = is_memory ? kernel.read_bytes + kernel.updated_bytes
                                : kernel.multiply_adds + kernel.sums;
  std::cout << absl::StrFormat("%-52s  %9s  %9s  %-10s  %6.0f %%\n",
                               kernel.name, HumanSeconds(seconds),
                               Giga(work / seconds),
                               is_memory ? level.name : "arithmetic",
                               100 * std::max(memory, arithmetic) / seconds)
            << std::flush;
}

int PrintAll(int64_t target) {
  const int threads = ThreadPool(/*threads=*/0).threads();
  PrintArithmetic(threads);
  UseTarget(target);
  Limits limits;
  limits.arithmetic = MeasureArithmetic(1);
  limits.levels = MeasureMemory(1);
  PrintMemory(limits.levels, MeasureMemory(threads), threads);

  std::cout << absl::StrFormat(
      "\n%-52s  %9s  %9s  %-10s  %8s\n",
      absl::StrCat("Kernel, ", hwy::TargetName(target), ", 1 thread"),
      "CPU time", "rate, 1/s", "limit", "reached");
  for (const Kernel& kernel : Kernels()) PrintKernel(kernel, limits);
  std::cout << "\nA rate counts multiply-adds, sums that are fused with no "
               "product, minima and\nmaxima where arithmetic is the limit, "
               "and bytes where memory is.\n";
  return kExitSuccess;
}

int Run(const std::vector<std::string>& files) {
  if (!files.empty()) {
    return BadUse(
        absl::StrCat(files[0], ": expected flags alone; --help lists them"));
  }
  const absl::StatusOr<int64_t> target = UseTargetOfFlag();
  if (!target.ok()) return BadUse(target.status().message());
  return PrintAll(*target);
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {feluda::kUsage}, feluda::Run);
}
