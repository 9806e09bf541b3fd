#include "lib/program/flags.h"

#include <map>

#include "absl/flags/commandlineflag.h"
#include "absl/flags/reflection.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

namespace feluda {

Argument SplitArgument(absl::string_view text) {
  Argument argument;
  argument.text = std::string(text);
  absl::string_view rest = text;
  argument.is_flag = text.size() > 1 && text[0] == '-';
  if (!absl::ConsumePrefix(&rest, "--")) absl::ConsumePrefix(&rest, "-");
  const size_t equals = rest.find('=');
  argument.name = std::string(rest.substr(0, equals));
  if (equals != absl::string_view::npos) {
    argument.has_value = true;
    argument.value = std::string(rest.substr(equals + 1));
  }
  return argument;
}

absl::Status SetFlag(const Argument& argument) {
  absl::CommandLineFlag* flag = absl::FindCommandLineFlag(argument.name);
  if (flag == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(argument.text, ": no such flag; --help lists them"));
  }
  if (!argument.has_value && !flag->IsOfType<bool>()) {
    return absl::InvalidArgumentError(absl::StrCat(
        argument.text, ": needs a value, --", argument.name, "=VALUE"));
  }
  std::string error;
  const std::string value = argument.has_value ? argument.value : "true";
  if (flag->ParseFrom(value, &error)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(argument.text, ": ", error, "; its help: ", flag->Help()));
}

std::string DescribeFlags(absl::string_view prefix) {
  std::map<std::string, std::string> lines;
  for (const auto& [name, flag] : absl::GetAllFlags()) {
    if (!absl::StartsWith(name, prefix)) continue;
    lines[std::string(name)] =
        absl::StrCat("          [--", name, "=", flag->DefaultValue(), "]  ",
                     flag->Help(), "\n");
  }
  std::string description;
  for (const auto& [name, line] : lines) description += line;
  return description;
}

absl::Status WithFlagName(absl::string_view flag, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::InvalidArgumentError(absl::StrCat(flag, ": ", status.message()));
}

absl::Status JoinMistakes(const std::vector<std::string>& mistakes) {
  if (mistakes.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrJoin(mistakes, "\n"));
}

absl::StatusOr<ToolArguments> ParseToolArguments(int argc, char** argv) {
  ToolArguments arguments;
  std::vector<std::string> mistakes;
  for (int i = 1; i < argc; ++i) {
    const Argument argument = SplitArgument(argv[i]);
    if (!argument.is_flag) {
      arguments.files.push_back(argument.text);
    } else if (argument.name == "help" || argument.name == "h") {
      arguments.help = true;
    } else if (argument.name == "version") {
      arguments.version = true;
    } else if (const absl::Status set = SetFlag(argument); !set.ok()) {
      mistakes.emplace_back(set.message());
    }
  }
  if (arguments.help || arguments.version) return arguments;
  const absl::Status status = JoinMistakes(mistakes);
  if (!status.ok()) return status;
  return arguments;
}

}  // namespace feluda
