// How this program was built, and with which libraries.

#ifndef LIB_PROVENANCE_BUILD_INFO_H_
#define LIB_PROVENANCE_BUILD_INFO_H_

#include "nlohmann/json.hpp"

namespace feluda {

//   compiler        "g++ 12.2.0"
//   compiler_flags  what Bazel gave the compiler for each file, but for
//                   warnings
//   optimised       whether the program was
//   c_library       "glibc 2.36", of which it runs with
//   libraries       versions by library: see shared_libraries.h; of those that
//                   are compiled in, nlohmann_json
nlohmann::ordered_json ReadBuildInfo();

}  // namespace feluda

#endif  // LIB_PROVENANCE_BUILD_INFO_H_
