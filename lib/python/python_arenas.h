// Knows where Python keeps its objects of up to 512 bytes: in arenas of 1 MiB,
// which it takes with mmap and divides into pools of 16 KiB, each for blocks of
// one size (Objects/obmalloc.c of Python 3.10 to 3.13).
//
//   RememberPythonArenas();  // Before Python allocates.
//   ...
//   if (InPythonArena(block)) bytes += BlockRoom(block);
//
// Cost: a function call for each arena, and nothing for an object. Threads:
// those that hold Python's lock (the GIL).

#ifndef LIB_PYTHON_PYTHON_ARENAS_H_
#define LIB_PYTHON_PYTHON_ARENAS_H_

#include <cstddef>

#include "absl/status/status.h"

namespace feluda {

// Blocks have the sizes 16, 32, and so on up to 512.
inline constexpr size_t kPythonBlockStep = 16;
inline constexpr size_t kLargestPythonBlock = 512;

// Records each arena that Python takes and gives back from now on. A second
// call does nothing. REQUIRES: Python has taken no arena yet.
void RememberPythonArenas();

// Whether a block is in an arena. One that is not is malloc's.
bool InPythonArena(const void* block);

// Returns the size of the block: the bytes asked for, rounded up to a multiple
// of 16. REQUIRES: InPythonArena(block), and PythonArenasAreKnown().
size_t BlockRoom(const void* block);

// Returns OK if blocks of all sizes are where this header says, and as large.
// Otherwise Unavailable: it is another build of Python, or PYTHONMALLOC is set.
// REQUIRES: Python was started.
absl::Status PythonArenasAreKnown();

}  // namespace feluda

#endif  // LIB_PYTHON_PYTHON_ARENAS_H_
