// The flags of a program, declared with ABSL_FLAG: how they are set from its
// arguments, and described in its --help.
//
//   absl::StatusOr<ToolArguments> arguments = ParseToolArguments(argc, argv);
//   if (!arguments.ok()) return BadUse(arguments.status().message());
//   if (arguments->help) std::cout << DescribeFlags("");
//
// Threads: one.

#ifndef LIB_PROGRAM_FLAGS_H_
#define LIB_PROGRAM_FLAGS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// An argument such as --name=value, -name or a word.
struct Argument {
  // The whole of it.
  std::string text;
  // What stands before the '=', without the dashes.
  std::string name;
  // What stands behind the '='; empty where there is none.
  std::string value;
  bool has_value = false;
  // Whether it begins with a dash and has more than that.
  bool is_flag = false;
};

Argument SplitArgument(absl::string_view text);

// Sets the flag of that name. A bool needs no value. InvalidArgument names the
// argument and the remedy.
absl::Status SetFlag(const Argument& argument);

// The flags whose names begin with `prefix`, with meanings and defaults, a line
// each, by name.
std::string DescribeFlags(absl::string_view prefix);

// What is wrong with the value of a flag, as --feluda_out: InvalidArgument with
// the flag before the status's message. OK stays OK.
absl::Status WithFlagName(absl::string_view flag, const absl::Status& status);

// Joins messages, a line each, to one InvalidArgument; OK where there are none.
absl::Status JoinMistakes(const std::vector<std::string>& mistakes);

// What the command line of a tool that takes files says beside its flags.
struct ToolArguments {
  bool help = false;
  bool version = false;
  std::vector<std::string> files;
};

// Sets the flags and returns the rest. InvalidArgument tells all mistakes at
// once, a line each.
absl::StatusOr<ToolArguments> ParseToolArguments(int argc, char** argv);

}  // namespace feluda

#endif  // LIB_PROGRAM_FLAGS_H_
