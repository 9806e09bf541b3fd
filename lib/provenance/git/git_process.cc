#include "lib/provenance/git/git_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace feluda {
namespace {

// Starts git, its stdout to the pipe's end `out`; returns 0 if there is no git.
pid_t StartGit(std::vector<std::string> words, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null",
                                   O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null",
                                   O_WRONLY, 0);
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t git = 0;
  const int error =
      posix_spawnp(&git, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? git : 0;
}

std::string ReadToTheEnd(int descriptor) {
  char buffer[4096];
  std::string text;
  ssize_t length;
  do {
    length = read(descriptor, buffer, sizeof(buffer));
    if (length > 0) text.append(buffer, static_cast<size_t>(length));
  } while (length > 0 || (length < 0 && errno == EINTR));
  return text;
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

std::optional<std::string> AskGit(const std::string& directory,
                                  const std::vector<std::string>& arguments) {
  std::vector<std::string> words = {"git", "--no-optional-locks", "-C",
                                    directory};
  words.insert(words.end(), arguments.begin(), arguments.end());
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const pid_t git = StartGit(std::move(words), ends[1]);
  close(ends[1]);
  std::string told = ReadToTheEnd(ends[0]);
  close(ends[0]);
  if (git == 0 || !EndsWell(git)) return std::nullopt;
  return told;
}

}  // namespace feluda
