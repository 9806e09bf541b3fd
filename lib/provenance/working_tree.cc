#include "lib/provenance/working_tree.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace feluda {
namespace {

namespace fs = std::filesystem;

// Bazel builds in a directory with this file, which names the tree.
constexpr char kMarker[] = "DO_NOT_BUILD_HERE";

// Starts git, its stdout to the pipe's end `out`; returns 0 if there is no git.
pid_t StartGitStatus(const std::string& tree, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                   O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                   O_WRONLY, 0);
  const char* argv[] = {"git",    "--no-optional-locks", "-C",   tree.c_str(),
                        "status", "--porcelain",         nullptr};
  pid_t git = 0;
  const int error = posix_spawnp(&git, argv[0], &actions, nullptr,
                                 const_cast<char**>(argv), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? git : 0;
}

// Reads to the end and tells whether there was anything.
bool ReadsAnything(int descriptor) {
  char buffer[4096];
  bool anything = false;
  ssize_t length;
  do {
    length = read(descriptor, buffer, sizeof(buffer));
    anything |= length > 0;
  } while (length > 0 || (length < 0 && errno == EINTR));
  return anything;
}

bool EndsWell(pid_t process) {
  int status = 0;
  pid_t ended;
  do {
    ended = waitpid(process, &status, 0);
  } while (ended < 0 && errno == EINTR);
  return ended == process && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

std::optional<std::string> WorkingTree(const std::string& executable) {
  if (const char* tree = std::getenv("BUILD_WORKSPACE_DIRECTORY")) return tree;
  fs::path directory = fs::path(executable).parent_path();
  while (directory.has_relative_path()) {
    std::ifstream marker(directory / kMarker);
    const std::string tree{std::istreambuf_iterator<char>(marker), {}};
    if (!tree.empty()) return tree;
    directory = directory.parent_path();
  }
  return std::nullopt;
}

std::optional<bool> IsModified(const std::string& tree) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const pid_t git = StartGitStatus(tree, ends[1]);
  close(ends[1]);
  const bool told = ReadsAnything(ends[0]);
  close(ends[0]);
  if (git == 0 || !EndsWell(git)) return std::nullopt;
  return told;
}

}  // namespace feluda
