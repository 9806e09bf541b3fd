// Tells how this program was built, and with which libraries.

#ifndef LIB_PROVENANCE_BUILD_INFO_H_
#define LIB_PROVENANCE_BUILD_INFO_H_

#include "nlohmann/json_fwd.hpp"

namespace feluda {

// Returns an object with these keys:
//   compiler        "g++ 12.2.0"
//   compiler_flags  the flags that Bazel gives the compiler for each file,
//                   without those for warnings
//   optimised       whether the compiler optimised the program
//   c_library       "glibc 2.36", the one that the program runs with
//   libraries       versions by library: shared ones (shared_libraries.h) and,
//                   of those that are compiled in, nlohmann_json
nlohmann::ordered_json ReadBuildInfo();

}  // namespace feluda

#endif  // LIB_PROVENANCE_BUILD_INFO_H_
