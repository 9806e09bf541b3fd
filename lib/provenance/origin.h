// Whether two reports may be joined or continued: whether the same program made
// them, on the same machine. A report says so in its context.
//
// The program is the same if `system_info.binary`, a hash of the executable,
// is: whatever changed in the code or in the way it was built changes it.
// Libraries that the system brings are not in it.
//
// The machine is the same if processor, number of CPUs and memory (within 1 %,
// as a kernel may keep more for itself than the one before) are, and if it has
// the same name or was not started anew in between: a container has another
// name each time, and what says that it is on the same machine is `boot_id`.

#ifndef LIB_PROVENANCE_ORIGIN_H_
#define LIB_PROVENANCE_ORIGIN_H_

#include <optional>
#include <string>

#include "lib/provenance/provenance.h"

namespace feluda {

// `what` tells the two apart ("processor"); their values as text, "unknown"
// where there is none.
struct Difference {
  std::string what;
  std::string one;
  std::string other;
};

// The first difference; nullopt where it is the same program. One that is not
// known is no other's same.
std::optional<Difference> BinaryDifference(const Provenance& one,
                                           const Provenance& other);

// The first difference; nullopt where it is the same machine.
std::optional<Difference> MachineDifference(const Provenance& one,
                                            const Provenance& other);

// Of the program, else of the machine.
std::optional<Difference> OriginDifference(const Provenance& one,
                                           const Provenance& other);

}  // namespace feluda

#endif  // LIB_PROVENANCE_ORIGIN_H_
