#include "bench/tools/vector_target.h"

#include <string>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "hwy/highway.h"

ABSL_FLAG(std::string, feluda_target, "",
          "the instruction set of our inner loops, as Highway names it: AVX2 "
          "shows a processor without AVX-512; the best by default");

namespace feluda {
namespace {

// As it was before UseTarget() changed what Highway says.
int64_t Supported() {
  static const int64_t supported = hwy::SupportedTargets() & HWY_TARGETS;
  return supported;
}

}  // namespace

std::vector<int64_t> Targets() {
  std::vector<int64_t> targets;
  // Highway gives the best the lowest bit.
  for (int64_t rest = Supported(); rest != 0; rest &= rest - 1) {
    targets.push_back(rest & -rest);
  }
  return targets;
}

void UseTarget(int64_t target) {
  hwy::SetSupportedTargetsForTest(Supported() & ~(target - 1));
}

absl::StatusOr<int64_t> UseTargetNamed(absl::string_view name) {
  const std::vector<int64_t> targets = Targets();
  for (const int64_t target : targets) {
    if (!name.empty() && name != hwy::TargetName(target)) continue;
    UseTarget(target);
    return target;
  }
  const auto append_name = [](std::string* to, int64_t target) {
    absl::StrAppend(to, hwy::TargetName(target));
  };
  return absl::InvalidArgumentError(absl::StrCat(
      "--feluda_target: expected one of ",
      absl::StrJoin(targets, ", ", append_name), ", found '", name, "'"));
}

absl::StatusOr<int64_t> UseTargetOfFlag() {
  return UseTargetNamed(absl::GetFlag(FLAGS_feluda_target));
}

}  // namespace feluda
