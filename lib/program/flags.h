// Sets a program's flags, which are declared with ABSL_FLAG, from its
// arguments, and describes them for --help.
//
//   absl::StatusOr<ToolArguments> arguments = ParseToolArguments(argc, argv);
//   if (!arguments.ok()) return BadUse(arguments.status().message());
//   if (arguments->help) std::cout << DescribeFlags("");
//
// Threads: one.

#ifndef LIB_PROGRAM_FLAGS_H_
#define LIB_PROGRAM_FLAGS_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace feluda {

// An argument such as --name=value, -name or a word.
struct Argument {
  // The whole argument.
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

// Sets the flag that the argument names. A bool needs no value. Error:
// InvalidArgument, which names the argument and the remedy.
absl::Status SetFlag(const Argument& argument);

// Describes the flags whose names begin with `prefix`, ordered by name: a line
// for each, with its meaning and default.
std::string DescribeFlags(absl::string_view prefix);

// Puts the name of a flag such as --feluda_out before the message of a status,
// and makes it an InvalidArgument. OK stays OK.
absl::Status WithFlagName(absl::string_view flag, const absl::Status& status);

// Joins messages, a line each, into one InvalidArgument; OK if there are none.
absl::Status JoinMistakes(const std::vector<std::string>& mistakes);

// What is wrong with the values of flags, to be told at once.
class FlagMistakes {
 public:
  // Moves the flag's value to `to` if there is one.
  template <typename T, typename To>
  void Take(absl::string_view flag, absl::StatusOr<T> value, To& to) {
    Take(value.ok() ? std::move(value)
                    : absl::StatusOr<T>(WithFlagName(flag, value.status())),
         to);
  }

  // As above, where the status names the flag.
  template <typename T, typename To>
  void Take(absl::StatusOr<T> value, To& to) {
    if (value.ok()) {
      to = *std::move(value);
    } else {
      Add(value.status().message());
    }
  }

  void Add(absl::string_view message) { messages_.emplace_back(message); }

  // All of them, a line each; OK where there are none.
  absl::Status status() const { return JoinMistakes(messages_); }

 private:
  std::vector<std::string> messages_;
};

// What the command line of a tool that takes files says beside its flags.
struct ToolArguments {
  bool help = false;
  bool version = false;
  std::vector<std::string> files;
};

// Sets the flags and returns the other arguments. Error: InvalidArgument, which
// tells all mistakes at once, a line each.
absl::StatusOr<ToolArguments> ParseToolArguments(int argc, char** argv);

}  // namespace feluda

#endif  // LIB_PROGRAM_FLAGS_H_
