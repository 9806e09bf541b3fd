// Asks git, by starting it.

#ifndef LIB_PROVENANCE_GIT_GIT_PROCESS_H_
#define LIB_PROVENANCE_GIT_GIT_PROCESS_H_

#include <optional>
#include <string>
#include <vector>

namespace feluda {

// Returns what `git -C directory arguments...` writes to stdout. Nullopt if git
// is not installed, cannot be started with so many arguments, or ends with an
// error, whose text is dropped. Starts a process and waits for it; takes no
// lock of the repository.
std::optional<std::string> AskGit(const std::string& directory,
                                  const std::vector<std::string>& arguments);

}  // namespace feluda

#endif  // LIB_PROVENANCE_GIT_GIT_PROCESS_H_
