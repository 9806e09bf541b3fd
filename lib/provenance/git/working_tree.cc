#include "lib/provenance/git/working_tree.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "lib/provenance/git/git_process.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// Bazel builds in a directory with this file, which names the tree.
constexpr char kMarker[] = "DO_NOT_BUILD_HERE";

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
  const std::optional<std::string> told =
      AskGit(tree, {"status", "--porcelain"});
  if (!told.has_value()) return std::nullopt;
  return !told->empty();
}

}  // namespace feluda
