// How a tool that takes flags and files begins and ends.
//
//   int main(int argc, char** argv) {
//     return feluda::RunTool(argc, argv, {kUsage, kExitStatuses}, Merge);
//   }
//
// Threads: one.

#ifndef LIB_PROGRAM_TOOL_H_
#define LIB_PROGRAM_TOOL_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

namespace feluda {

// The text of --help: the usage, the flags, the exit statuses.
struct ToolHelp {
  const char* usage;
  const char* exit_statuses = "";
  // The flags whose names begin so are shown.
  const char* flags = "feluda_";
};

// Sets the flags, answers --help and --version, and calls `body` with the files
// of the command line otherwise. Returns the exit status; kExitBadUse and all
// mistakes on stderr where an argument is wrong.
int RunTool(int argc, char** argv, const ToolHelp& help,
            absl::FunctionRef<int(const std::vector<std::string>& files)> body);

// Returns kExitSuccess, or says on stderr what was not saved and returns
// kExitFailure.
int ExitOfSaving(const absl::Status& saved);

}  // namespace feluda

#endif  // LIB_PROGRAM_TOOL_H_
