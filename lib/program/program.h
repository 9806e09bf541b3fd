// Begins and ends every program of this project.
//
//   int main(int argc, char** argv) {
//     return feluda::RunProgram([&] { return feluda::Merge(argc, argv); });
//   }

#ifndef LIB_PROGRAM_PROGRAM_H_
#define LIB_PROGRAM_PROGRAM_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace feluda {

// The exit statuses that all programs share.
inline constexpr int kExitSuccess = 0;
inline constexpr int kExitFailure = 1;
inline constexpr int kExitBadUse = 2;

// Writes the message to stderr and returns kExitBadUse.
int BadUse(absl::string_view message);

// Writes this project's name and version to stdout; returns kExitSuccess.
int PrintVersion();

// Calls `body` in the directory that the command was typed in and returns its
// exit status. An exception that leaves `body`, such as std::bad_alloc, is
// reported on stderr and becomes kExitFailure.
int RunProgram(absl::FunctionRef<int()> body);

}  // namespace feluda

#endif  // LIB_PROGRAM_PROGRAM_H_
