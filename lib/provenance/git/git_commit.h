// Reads the commit of a git working tree from git's files: no process is
// started, and git need not be installed.

#ifndef LIB_PROVENANCE_GIT_GIT_COMMIT_H_
#define LIB_PROVENANCE_GIT_GIT_COMMIT_H_

#include <optional>
#include <string>

namespace feluda {

// Returns the full hash of HEAD in the working tree at `directory`, which may
// be a linked worktree; nullopt if there is none. Uncommitted changes are not
// seen; see working_tree.h.
std::optional<std::string> GitCommit(const std::string& directory);

}  // namespace feluda

#endif  // LIB_PROVENANCE_GIT_GIT_COMMIT_H_
