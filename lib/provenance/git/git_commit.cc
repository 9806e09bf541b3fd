#include "lib/provenance/git/git_commit.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// Returns the file's text without blanks around it; empty if it cannot be read.
std::string ReadTrimmed(const fs::path& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return std::string(absl::StripAsciiWhitespace(text));
}

bool IsHash(absl::string_view text) {
  return (text.size() == 40 || text.size() == 64) &&
         std::all_of(text.begin(), text.end(), absl::ascii_isxdigit);
}

// Finds git's directory: .git is that directory or a file that names it.
fs::path GitDirectory(const fs::path& tree) {
  fs::path git = tree / ".git";
  std::error_code ignored;
  if (fs::is_directory(git, ignored)) return git;
  const std::string text = ReadTrimmed(git);
  absl::string_view directory = text;
  if (!absl::ConsumePrefix(&directory, "gitdir: ")) return {};
  return tree / std::string(directory);  // stays as it is if absolute
}

// Linked worktrees share their branches with the main one.
fs::path CommonDirectory(const fs::path& git) {
  const std::string common = ReadTrimmed(git / "commondir");
  return common.empty() ? git : git / common;
}

std::string PackedReference(const fs::path& git, absl::string_view name) {
  const std::string packed = ReadTrimmed(git / "packed-refs");
  for (absl::string_view line : absl::StrSplit(packed, '\n')) {
    const std::pair<absl::string_view, absl::string_view> hash_and_name =
        absl::StrSplit(line, absl::MaxSplits(' ', 1));
    if (hash_and_name.second == name) return std::string(hash_and_name.first);
  }
  return "";
}

}  // namespace

std::optional<std::string> GitCommit(const std::string& directory) {
  const fs::path git = GitDirectory(directory);
  if (git.empty()) return std::nullopt;
  const std::string head = ReadTrimmed(git / "HEAD");
  std::string hash = head;
  absl::string_view name = head;
  if (absl::ConsumePrefix(&name, "ref: ")) {
    const fs::path common = CommonDirectory(git);
    hash = ReadTrimmed(common / std::string(name));
    if (hash.empty()) hash = PackedReference(common, name);
  }
  if (!IsHash(hash)) return std::nullopt;
  return hash;
}

}  // namespace feluda
