// Tells whether two reports may be joined or continued: whether the same
// program made them, on the same machine.
//
// The program is the same if `system_info.binary` is, a hash of the executable.
// Any change of the code or of the build changes it. The system's shared
// libraries are not part of the hash.
//
// The machine is the same if its processor, its number of CPUs and its memory
// are, and if it has the same name or was not restarted in between. Memory may
// differ by 1 %, since a newer kernel may keep more for itself. A container has
// another name each time, so `boot_id` tells that it runs on the same machine.

#ifndef LIB_PROVENANCE_ORIGIN_H_
#define LIB_PROVENANCE_ORIGIN_H_

#include <optional>
#include <string>

#include "lib/provenance/provenance.h"

namespace feluda {

// `what` is the property in which two reports differ, such as "processor";
// `one` and `other` are its values as text, "unknown" if a report has none.
struct Difference {
  std::string what;
  std::string one;
  std::string other;
};

// Returns the first difference; nullopt if the program is the same. An unknown
// value matches nothing.
std::optional<Difference> BinaryDifference(const Provenance& one,
                                           const Provenance& other);

// Returns the first difference; nullopt if the machine is the same. A
// processor, number of CPUs or memory that neither report has counts as equal.
std::optional<Difference> MachineDifference(const Provenance& one,
                                            const Provenance& other);

// Returns the program's difference, or else the machine's.
std::optional<Difference> OriginDifference(const Provenance& one,
                                           const Provenance& other);

}  // namespace feluda

#endif  // LIB_PROVENANCE_ORIGIN_H_
