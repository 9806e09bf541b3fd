// Which releases of the shared libraries a program runs with. The loader knows
// the files, and a file's name ends in its version, so no library has to be
// asked, and none has to be known here.
//
//   LibraryVersions(LinkedLibraries());
//   // {"absl": "20220623.0.0", "benchmark": "1.7.1", "opencv": "4.6.0"}
//
// What is compiled in and what is loaded later is not seen.

#ifndef LIB_PROVENANCE_SHARED_LIBRARIES_H_
#define LIB_PROVENANCE_SHARED_LIBRARIES_H_

#include <map>
#include <string>
#include <vector>

namespace feluda {

// The files of the libraries that this program names itself, in its order;
// those that its libraries need in turn are not among them.
std::vector<std::string> LinkedLibraries();

// By name. Libraries that share the start of their names up to a '_' and the
// version are told as one. The version is the file's, which for some libraries
// is not the release's ("stdc++": "6.0.30"); one without a point tells nothing
// ("libc.so.6"), and is left out.
std::map<std::string, std::string> LibraryVersions(
    const std::vector<std::string>& files);

}  // namespace feluda

#endif  // LIB_PROVENANCE_SHARED_LIBRARIES_H_
