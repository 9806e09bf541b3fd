// Tells the versions of the shared libraries that this program runs with. The
// loader knows the files, and a file's name ends in its version, so no library
// has to be asked, and none has to be known here.
//
//   LibraryVersions(LinkedLibraries());
//   // {"absl": "20220623.0.0", "benchmark": "1.7.1", "opencv": "4.6.0"}
//
// Libraries that are compiled in or loaded later are not seen.

#ifndef LIB_PROVENANCE_SHARED_LIBRARIES_H_
#define LIB_PROVENANCE_SHARED_LIBRARIES_H_

#include <map>
#include <string>
#include <vector>

namespace feluda {

// Returns the files of the libraries that this program is linked with, in the
// linker's order. Libraries that only other libraries need are not among them.
std::vector<std::string> LinkedLibraries();

// Returns versions by library. Libraries of one version whose names are the
// same up to a '_' count as one library. The version is the file's, which for
// some libraries is not the release's ("stdc++": "6.0.30"). A version without a
// point ("libc.so.6") tells nothing, and its library is left out.
std::map<std::string, std::string> LibraryVersions(
    const std::vector<std::string>& files);

}  // namespace feluda

#endif  // LIB_PROVENANCE_SHARED_LIBRARIES_H_
