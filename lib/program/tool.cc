#include "lib/program/tool.h"

#include <iostream>

#include "absl/status/statusor.h"
#include "lib/program/flags.h"
#include "lib/program/program.h"

namespace feluda {

int RunTool(
    int argc, char** argv, const ToolHelp& help,
    absl::FunctionRef<int(const std::vector<std::string>& files)> body) {
  return RunProgram([&] {
    const auto arguments = ParseToolArguments(argc, argv);
    if (!arguments.ok()) return BadUse(arguments.status().message());
    if (arguments->version) return PrintVersion();
    if (!arguments->help) return body(arguments->files);
    std::cout << help.usage << DescribeFlags(help.flags) << help.exit_statuses;
    return kExitSuccess;
  });
}

int ExitOfSaving(const absl::Status& saved) {
  if (saved.ok()) return kExitSuccess;
  std::cerr << "Not saved: " << saved.message() << "\n";
  return kExitFailure;
}

}  // namespace feluda
