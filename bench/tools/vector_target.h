// The instruction set that the operators' inner loops run with, which
// --feluda_target names: a tool shows on one processor what another would do.
//
//   bazel run //bench:roofline -- --feluda_target=AVX2

#ifndef BENCH_TOOLS_VECTOR_TARGET_H_
#define BENCH_TOOLS_VECTOR_TARGET_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// Highway's instruction sets that this processor has and that this program was
// compiled for, the best first.
std::vector<int64_t> Targets();

// Lets Highway choose that instruction set everywhere in this program, or one
// below it where there is no code for it. OpenCV and BLAS choose on their own.
void UseTarget(int64_t target);

// Uses the target of that name, such as "AVX2", or the best for "", and returns
// it. Returns an error that names the flag if it is none of Targets().
absl::StatusOr<int64_t> UseTargetNamed(absl::string_view name);

// UseTargetNamed() of --feluda_target, which every program has that links this.
absl::StatusOr<int64_t> UseTargetOfFlag();

}  // namespace feluda

#endif  // BENCH_TOOLS_VECTOR_TARGET_H_
