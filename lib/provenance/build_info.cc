#include "lib/provenance/build_info.h"

#include <gnu/libc-version.h>

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "lib/provenance/compile_flags.h"
#include "lib/provenance/shared_libraries.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

std::string Compiler() {
#if defined(__clang__)
  return absl::StrCat("clang++ ", __clang_major__, ".", __clang_minor__, ".",
                      __clang_patchlevel__);
#else
  return absl::StrCat("g++ ", __GNUC__, ".", __GNUC_MINOR__, ".",
                      __GNUC_PATCHLEVEL__);
#endif
}

bool Optimised() {
#if defined(__OPTIMIZE__)
  return true;
#else
  return false;
#endif
}

// Shared libraries, and those that are compiled in.
Json Libraries() {
  std::map<std::string, std::string> versions =
      LibraryVersions(LinkedLibraries());
  versions["nlohmann_json"] = absl::StrCat(NLOHMANN_JSON_VERSION_MAJOR, ".",
                                           NLOHMANN_JSON_VERSION_MINOR, ".",
                                           NLOHMANN_JSON_VERSION_PATCH);
  return versions;
}

}  // namespace

Json ReadBuildInfo() {
  return {{"compiler", Compiler()},
          {"compiler_flags", kCompileFlags},
          {"optimised", Optimised()},
          {"c_library", absl::StrCat("glibc ", gnu_get_libc_version())},
          {"libraries", Libraries()}};
}

}  // namespace feluda
