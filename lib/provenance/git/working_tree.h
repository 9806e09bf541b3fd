// Finds the working tree that this program was built in, and whether its files
// are those of its commit.

#ifndef LIB_PROVENANCE_GIT_WORKING_TREE_H_
#define LIB_PROVENANCE_GIT_WORKING_TREE_H_

#include <optional>
#include <string>

namespace feluda {

// Returns the directory in which `bazel run` was typed, or, for a program that
// was started by hand, that in which Bazel built the file `executable`; nullopt
// for a program elsewhere, such as a copy.
std::optional<std::string> WorkingTree(const std::string& executable);

// Returns whether files of the tree differ from its commit, new files that git
// does not ignore included. Asks git, which takes some 10 ms; nullopt where git
// is not installed or refuses. Starts a process and waits for it.
std::optional<bool> IsModified(const std::string& tree);

}  // namespace feluda

#endif  // LIB_PROVENANCE_GIT_WORKING_TREE_H_
