#include "lib/python/python_environment.h"

#include <patchlevel.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

constexpr char kMarker[] = "pyvenv.cfg";

bool Exists(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

std::string HowToMakeOne() {
  return absl::StrCat("make one by `/usr/bin/python", PythonRelease(),
                      " -m venv DIRECTORY` and install into it by "
                      "`DIRECTORY/bin/pip install PACKAGE`");
}

// "3.11" of "3.11.2"; empty of what is no such number.
std::string ReleaseOf(absl::string_view version) {
  const std::vector<absl::string_view> parts = absl::StrSplit(version, '.');
  if (parts.size() < 2) return "";
  return absl::StrCat(parts[0], ".", parts[1]);
}

// The release that pyvenv.cfg names; empty where it names none.
std::string ReleaseOfEnvironment(const fs::path& root) {
  std::ifstream file(root / kMarker);
  for (std::string line; std::getline(file, line);) {
    const std::pair<absl::string_view, absl::string_view> field =
        absl::StrSplit(line, absl::MaxSplits('=', 1));
    const absl::string_view key = absl::StripAsciiWhitespace(field.first);
    // The second is what virtualenv and uv write.
    if (key != "version" && key != "version_info") continue;
    return ReleaseOf(absl::StripAsciiWhitespace(field.second));
  }
  return "";
}

// The release in "lib/python3.12/site-packages"; empty of another path.
std::string ReleaseOfPackages(const fs::path& directory) {
  std::string parent = directory.parent_path().filename();
  absl::string_view name = parent;
  if (!absl::ConsumePrefix(&name, "python")) return "";
  return ReleaseOf(name);
}

absl::Status CheckRelease(const fs::path& directory,
                          const std::string& release) {
  if (release.empty() || release == PythonRelease()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      directory.string(), ": has packages of Python ", release,
      ", and this program has Python ", PythonRelease(), "; ", HowToMakeOne()));
}

// The virtual environment that the directory is, or whose site-packages it is;
// empty where it is neither.
fs::path EnvironmentOf(const fs::path& directory) {
  if (Exists(directory / kMarker)) return directory;
  fs::path root = directory.parent_path().parent_path().parent_path();
  if (directory.filename() == "site-packages" && Exists(root / kMarker)) {
    return root;
  }
  return "";
}

std::string InterpreterOf(const fs::path& environment) {
  for (const char* name : {"python3", "python"}) {
    const fs::path interpreter = environment / "bin" / name;
    if (Exists(interpreter)) return interpreter;
  }
  return "";
}

absl::Status UseEnvironment(const fs::path& root, PythonEnvironment& found) {
  absl::Status release = CheckRelease(root, ReleaseOfEnvironment(root));
  if (!release.ok()) return release;
  const std::string interpreter = InterpreterOf(root);
  if (interpreter.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        root.string(), ": is a virtual environment without its bin/python3; ",
        HowToMakeOne()));
  }
  if (!found.executable.empty() && found.executable != interpreter) {
    return absl::InvalidArgumentError(
        absl::StrCat(root.string(),
                     ": is a second virtual environment, and there can be one; "
                     "name the packages of one of them by a directory of "
                     "`pip install --target DIRECTORY PACKAGE`"));
  }
  found.executable = interpreter;
  return absl::OkStatus();
}

absl::Status UseDirectory(const std::string& given, PythonEnvironment& found) {
  std::error_code error;
  fs::path directory = fs::absolute(given, error).lexically_normal();
  if (!directory.has_filename()) directory = directory.parent_path();
  if (!fs::is_directory(directory, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(given, ": no such directory; ", HowToMakeOne()));
  }
  absl::Status release = CheckRelease(directory, ReleaseOfPackages(directory));
  if (!release.ok()) return release;
  const fs::path root = EnvironmentOf(directory);
  if (!root.empty()) return UseEnvironment(root, found);
  found.package_directories.push_back(directory);
  return absl::OkStatus();
}

}  // namespace

std::string PythonRelease() {
  return absl::StrCat(PY_MAJOR_VERSION, ".", PY_MINOR_VERSION);
}

absl::StatusOr<PythonEnvironment> FindPythonEnvironment(
    const std::string& path, const std::string& active) {
  PythonEnvironment found;
  const std::string& wanted = path.empty() ? active : path;
  for (const absl::string_view directory :
       absl::StrSplit(wanted, ':', absl::SkipEmpty())) {
    const absl::Status used = UseDirectory(std::string(directory), found);
    if (!used.ok()) return used;
  }
  if (found.executable.empty()) {
    found.executable = absl::StrCat("/usr/bin/python", PythonRelease());
  }
  return found;
}

}  // namespace feluda
