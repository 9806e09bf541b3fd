// Numbers that kernels run on.

#ifndef BENCH_TOOLS_ROOFLINE_NORMALS_H_
#define BENCH_TOOLS_ROOFLINE_NORMALS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "lib/data/random.h"

namespace feluda {

inline std::vector<float> Normals(size_t count, uint64_t seed) {
  std::vector<float> values(count);
  RandomStream(seed, /*stream=*/0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

}  // namespace feluda

#endif  // BENCH_TOOLS_ROOFLINE_NORMALS_H_
