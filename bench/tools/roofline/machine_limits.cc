#include "bench/tools/roofline/machine_limits.h"

#include <algorithm>
#include <fstream>
#include <functional>
#include <memory>
#include <new>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "bench/tools/roofline/machine_loops.h"
#include "bench/tools/roofline/rate.h"
#include "hwy/aligned_allocator.h"
#include "lib/base/huge_pages.h"

namespace feluda {
namespace {

// What a loop over memory is unrolled by, in floats.
constexpr size_t kMultiple = 1024;
// The memory behind the caches is read over several times the largest of them,
// and no more than this.
constexpr size_t kMaxBytes = size_t{1} << 28;

struct Cache {
  int level;
  size_t bytes;
};

std::string FirstLine(const std::string& path) {
  std::string line;
  std::ifstream file(path);
  std::getline(file, line);
  return line;
}

// The caches of data that CPU 0 can use, as the kernel tells of them; the C
// library adds up those of several CPUs.
std::vector<Cache> ReadCaches() {
  std::vector<Cache> caches;
  for (int i = 0;; ++i) {
    const std::string folder =
        absl::StrCat("/sys/devices/system/cpu/cpu0/cache/index", i, "/");
    Cache cache;
    if (!absl::SimpleAtoi(FirstLine(folder + "level"), &cache.level)) break;
    std::string size = FirstLine(folder + "size");
    if (size.empty() || size.back() != 'K') continue;
    size.pop_back();
    if (!absl::SimpleAtoi(size, &cache.bytes)) continue;
    cache.bytes <<= 10;
    if (FirstLine(folder + "type") != "Instruction") caches.push_back(cache);
  }
  return caches;
}

// Floats that a loop can run over.
class Buffer {
 public:
  explicit Buffer(size_t bytes)
      : size_(std::max<size_t>(bytes / sizeof(float) / kMultiple, 1) *
              kMultiple),
        floats_(hwy::AllocateAligned<float>(size_)) {
    if (floats_ == nullptr) throw std::bad_alloc();
    PreferHugePages(floats_.get(), size_ * sizeof(float));
    std::fill_n(floats_.get(), size_, 1.0f);
  }

  float* data() const { return floats_.get(); }
  size_t size() const { return size_; }

 private:
  const size_t size_;
  const hwy::AlignedFreeUniquePtr<float[]> floats_;
};

// Keeps the compiler from leaving out what makes it.
void Keep(float value) { asm volatile("" : : "x"(value)); }

// By the CPU time of one thread, or the wall clock's of several.
double BestRateOf(int threads, double work,
                  const std::function<std::function<void()>()>& make_call) {
  if (threads == 1) return BestRate(work, make_call());
  return BestRateTogether(threads, work, make_call);
}

MemoryLevel MeasureLevel(const std::string& name, size_t bytes,
                         size_t working_set, int threads) {
  MemoryLevel level{name, bytes, 0, 0};
  const auto read =
      static_cast<double>(Buffer(working_set).size() * sizeof(float));
  level.read_bytes_per_second = BestRateOf(threads, read, [&] {
    return [floats = std::make_shared<Buffer>(working_set)] {
      Keep(ReadAll(floats->data(), floats->size()));
    };
  });
  level.updated_bytes_per_second = BestRateOf(threads, 2 * read, [&] {
    return [floats = std::make_shared<Buffer>(working_set)] {
      UpdateAll(floats->data(), floats->size());
    };
  });
  return level;
}

}  // namespace

ArithmeticLimits MeasureArithmetic(int threads) {
  const auto rate = [threads](float (*rounds)(size_t)) {
    constexpr size_t kRounds = 20000;
    return BestRateOf(threads,
                      static_cast<double>(kRounds * OperationsOfRound()),
                      [rounds] { return [rounds] { Keep(rounds(kRounds)); }; });
  };
  return {rate(&MultiplyAddRounds), rate(&SumRounds), rate(&MixedRounds)};
}

std::vector<MemoryLevel> MeasureMemory(int threads) {
  std::vector<MemoryLevel> levels;
  size_t largest = 0;
  for (const Cache& cache : ReadCaches()) {
    largest = cache.bytes;
    levels.push_back(MeasureLevel(absl::StrCat("L", cache.level, " cache"),
                                  largest, largest / 2, threads));
  }
  const size_t behind =
      std::min(std::max<size_t>(8 * largest, 1 << 26), kMaxBytes);
  levels.push_back(MeasureLevel("memory", SIZE_MAX, behind, threads));
  return levels;
}

const MemoryLevel& LevelFor(const std::vector<MemoryLevel>& levels,
                            size_t bytes) {
  for (const MemoryLevel& level : levels) {
    if (bytes <= level.bytes) return level;
  }
  return levels.back();
}

}  // namespace feluda
