// Reads what this process may use of the machine, which a container, a batch
// system or taskset may limit. The kernel's files say how much:
//
//   CPUs    the affinity mask, then each cgroup's quota: cpu.max of version 2,
//           cpu.cfs_quota_us of version 1
//   memory  MemTotal, then each cgroup's memory.max or memory.limit_in_bytes
//
// A cgroup is held to the limits of its parents as well, so the smallest one
// from the process's own cgroup up to the mounted root counts. Parents that a
// container does not see cannot be read, and neither can limits that are not
// the kernel's, such as those of a virtual machine's host.

#ifndef LIB_PROVENANCE_MACHINE_USABLE_MACHINE_H_
#define LIB_PROVENANCE_MACHINE_USABLE_MACHINE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace feluda {

struct UsableMachine {
  // Quotas may allow half a CPU. Nullopt if nothing can be read.
  std::optional<double> cpus;
  std::optional<double> memory_bytes;
  // What limits the process to less than the whole machine: "CPU affinity" or
  // the file with the limit. Empty if all of it may be used.
  std::string cpus_limit;
  std::string memory_limit;
};

// `root` is put before /proc and /sys: "" is this machine, and tests give a
// directory of their own.
UsableMachine ReadUsableMachine(absl::string_view root);

// Returns the numbers in one of the kernel's lists, such as "0-3,8"; nullopt if
// `text` is not one.
std::optional<std::vector<int>> ParseCpuList(absl::string_view text);

}  // namespace feluda

#endif  // LIB_PROVENANCE_MACHINE_USABLE_MACHINE_H_
