// Describes the machine as far as a reader needs to know it to trust a number
// from it. The facts are read from the kernel's files; whatever cannot be read
// is null, never guessed.

#ifndef LIB_PROVENANCE_SYSTEM_INFO_H_
#define LIB_PROVENANCE_SYSTEM_INFO_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "lib/provenance/machine/usable_machine.h"
#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Returns an object with Feluda's keys, in its order:
//   platform         the text of Python's platform.platform()
//   processor        the processor's name
//   cpu_count        logical CPUs that are online
//   cpu_freq         {current, min, max} in MHz, the mean over all CPUs; min
//                    and max are 0 where only the current one is known
//   total_memory_gb  GiB
//   timestamp        `started`, ISO 8601, local time with its offset
// then ours:
//   kernel                    release of the kernel
//   compiler, compiler_flags, optimised, c_library, libraries
//                             how this program was built: see build_info.h
//   feluda_benchmarks_version  Version()
//   google_benchmark_version  of the library in use
//   virtual_machine           whether there is a hypervisor below
//   governor                  the CPUs' frequency governor; "mixed" where
//                             they differ
//   turbo                     whether CPUs may exceed their base frequency
//   address_randomisation     whether this process was loaded at random
//                             addresses
//   load_at_start             load average over 1, 5 and 15 minutes
//   load_at_end               null; the reporter sets it when the run ends
//   git_commit, git_modified  commit of the working tree that the program was
//                             built in, as it is now, and whether files differ
//                             from it: see working_tree.h
//   binary                    a hash of this program's file: see origin.h
//   boot_id                   the kernel's; another one each time it starts
//   usable_cpus, usable_memory_gb    what this process may use, in CPUs and GiB
//   usable_cpus_limit, usable_memory_limit
//                             what leaves less than all of the machine, null
//                             where nothing does: see usable_machine.h
//
// `root` is put before /proc and /sys: "" is this machine, and tests give a
// directory of their own.
nlohmann::ordered_json ReadSystemInfo(absl::string_view root,
                                      absl::Time started);

// Returns what a report's system info says of the usable machine. Reports of
// other programs lack the keys of what may be used; then it is all of the
// machine.
UsableMachine UsableMachineOf(const nlohmann::ordered_json& system_info);

// Returns the load average over 1, 5 and 15 minutes, as an array.
nlohmann::ordered_json ReadLoadAverage(absl::string_view root);

// Joins the words of platform.platform() by '-', without blanks and without
// characters that are awkward in a file's name.
std::string PlatformName(absl::string_view system, absl::string_view release,
                         absl::string_view machine,
                         absl::string_view c_library);

// Writes ISO 8601 in local time, to the microsecond, with the offset from UTC.
std::string FormatTimestamp(absl::Time time);

}  // namespace feluda

#endif  // LIB_PROVENANCE_SYSTEM_INFO_H_
