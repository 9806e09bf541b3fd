#include "lib/python/interpreter.h"

#include <pybind11/embed.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/python/new_python.h"
#include "lib/python/python_environment.h"
#include "lib/python/python_error.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;
namespace py = pybind11;

using ::testing::HasSubstr;
using ::testing::StartsWith;

// What an expression is after the statements, or the exception.
std::string Evaluate(const std::string& statements, const std::string& value) {
  std::string text;
  const absl::Status status = CatchPythonError([&] {
    py::exec(statements);
    text = py::str(py::eval(value));
  });
  return status.ok() ? text : status.ToString();
}

TEST(InterpreterTest, RunsWhatDebiansPythonRuns) {
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] {
                          return Evaluate(
                              "import json, sys, _ctypes, zlib",
                              "json.dumps([sys.executable, sys.prefix, "
                              "sys.base_prefix, sys.argv])");
                        }),
            absl::StrCat("[\"/usr/bin/python", PythonRelease(),
                         "\", \"/usr\", \"/usr\", [\"\"]]"));
}

TEST(InterpreterTest, HasTheVersionOfTheRelease) {
  EXPECT_THAT(PythonVersion(), StartsWith(absl::StrCat(PythonRelease(), ".")));
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] {
                          return Evaluate("import platform",
                                          "platform.python_version()");
                        }),
            PythonVersion());
}

// Its functions are not all in the library (static_sha2.cc). FIPS 180-2's sums.
TEST(InterpreterTest, HashesWithItsOwnModules) {
  EXPECT_EQ(InNewPython(
                DebiansPython(),
                [] {
                  return Evaluate(
                      "try:\n"
                      "  from _sha2 import sha224, sha256, sha384, sha512\n"
                      "except ImportError:\n"
                      "  from _sha256 import sha224, sha256\n"
                      "  from _sha512 import sha384, sha512\n"
                      "def digest(kind):\n"
                      "  state = kind(b'ab')\n"
                      "  copy = state.copy()\n"
                      "  copy.update(b'c')\n"
                      "  same = state.hexdigest() == state.hexdigest()\n"
                      "  return copy.hexdigest()[-8:] if same else 'changed'\n",
                      "[digest(k) for k in (sha224, sha256, sha384, sha512)]");
                }),
            "['e36c9da7', 'f20015ad', '34c825a7', 'a54ca49f']");
}

TEST(InterpreterTest, OrdersSetsOfStringsAlike) {
  const auto order = [] { return Evaluate("", "list({'a', 'b', 'c', 'd'})"); };
  const std::string first = InNewPython(DebiansPython(), order);
  EXPECT_EQ(InNewPython(DebiansPython(), order), first);
}

TEST(InterpreterTest, IsAPythonToItsChildren) {
  // multiprocessing starts sys.executable, which is not this program.
  EXPECT_EQ(
      InNewPython(DebiansPython(),
                  [] {
                    return Evaluate(
                        "import subprocess, sys",
                        "subprocess.run([sys.executable, '-c', 'print(6 * 7)'],"
                        " capture_output=True, text=True).stdout.strip()");
                  }),
      "42");
}

TEST(InterpreterTest, TakesThePackagesOfAVirtualEnvironment) {
  const TemporaryDirectory directory;
  const fs::path root = directory.path() / "my venv";
  const std::string made =
      absl::StrCat("/usr/bin/python", PythonRelease(),
                   " -m venv --without-pip '", root.string(), "' >/dev/null");
  ASSERT_EQ(std::system(made.c_str()), 0);
  const std::string library = absl::StrCat("lib/python", PythonRelease());
  const fs::path packages = root / library / "site-packages";
  std::ofstream(packages / "the_package.py") << "NAME = 'mine'\n";
  PythonOptions options;
  options.environment = *FindPythonEnvironment(packages, "");
  EXPECT_EQ(InNewPython(options,
                        [] {
                          return Evaluate("import sys, os, the_package",
                                          "the_package.NAME, "
                                          "os.path.relpath(the_package.__file__"
                                          ", sys.prefix), os.__file__");
                        }),
            absl::StrCat("('mine', '", library,
                         "/site-packages/the_package.py', '/usr/", library,
                         "/os.py')"));
  // Debian's packages are not the environment's.
  EXPECT_EQ(InNewPython(options,
                        [] {
                          return Evaluate("import sys",
                                          "[p for p in sys.path if 'dist-' in "
                                          "p]");
                        }),
            "[]");
}

TEST(InterpreterTest, LooksInItsPathThenTheLibraryThenPackages) {
  const TemporaryDirectory directory;
  PythonOptions options;
  options.environment = *FindPythonEnvironment(directory.path(), "");
  options.path = {"/first", "/second"};
  options.arguments = {"the script", "-x"};
  const std::string library = absl::StrCat("/usr/lib/python", PythonRelease());
  const std::string archive = absl::StrReplaceAll(library, {{".", ""}});
  EXPECT_THAT(
      InNewPython(options, [] { return Evaluate("import sys", "sys.path"); }),
      StartsWith(absl::StrCat("['/first', '/second', '", archive, ".zip', '",
                              library, "', '", library, "/lib-dynload', '",
                              directory.path().lexically_normal().string(),
                              "'")));
  EXPECT_EQ(
      InNewPython(options, [] { return Evaluate("import sys", "sys.argv"); }),
      "['the script', '-x']");
}

TEST(InterpreterTest, StartsOnce) {
  EXPECT_THAT(
      InNewPython(DebiansPython(),
                  [] { return StartPython(DebiansPython()).ToString(); }),
      HasSubstr("runs in this process already"));
}

}  // namespace
}  // namespace feluda
