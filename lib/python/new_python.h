// Gives each test an interpreter of its own: a process has only one, which
// cannot be started twice.

#ifndef LIB_PYTHON_NEW_PYTHON_H_
#define LIB_PYTHON_NEW_PYTHON_H_

#include <sys/wait.h>
#include <unistd.h>

#include <functional>
#include <string>

#include "lib/python/interpreter.h"

namespace feluda {

// Calls `function` in a new process and returns what it returned. If the
// process fails, its wait status is part of the text. REQUIRES: this process
// has one thread.
inline std::string InNewProcess(const std::function<std::string()>& function) {
  int ends[2];
  if (pipe(ends) != 0) return "(no pipe)";
  const pid_t child = fork();
  if (child == 0) {
    const std::string text = function();
    _exit(write(ends[1], text.data(), text.size()) ==
                  static_cast<ssize_t>(text.size())
              ? 0
              : 1);
  }
  close(ends[1]);
  std::string text;
  char buffer[4096];
  for (ssize_t n; (n = read(ends[0], buffer, sizeof(buffer))) > 0;) {
    text.append(buffer, static_cast<size_t>(n));
  }
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) text += "(wait status " + std::to_string(status) + ")";
  return text;
}

// Does the same with Python started. If it does not start, returns the error.
inline std::string InNewPython(const PythonOptions& options,
                               const std::function<std::string()>& function) {
  return InNewProcess([&] {
    const absl::Status status = StartPython(options);
    return status.ok() ? function() : status.ToString();
  });
}

// Returns the options of Debian's own Python, without an environment.
inline PythonOptions DebiansPython() {
  PythonOptions options;
  options.environment = *FindPythonEnvironment("", "");
  return options;
}

}  // namespace feluda

#endif  // LIB_PYTHON_NEW_PYTHON_H_
