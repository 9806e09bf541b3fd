#include "lib/python/python_error.h"

#include <pybind11/pybind11.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/python/install_hint.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"
#include "lib/python/python_environment.h"
#include "lib/testing/temporary_directory.h"

namespace feluda {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string ErrorOf(const std::string& code) {
  return InNewPython(DebiansPython(),
                     [&] { return RunPython(code).ToString(); });
}

TEST(PythonErrorTest, SaysTypeMessageAndWhere) {
  EXPECT_EQ(ErrorOf("def fit(k):\n"
                    "  raise ValueError(f'{k} clusters')\n"
                    "def run():\n"
                    "  fit(0)\n"
                    "run()\n"),
            "INTERNAL: ValueError: 0 clusters; raised in <string>:2 (fit), "
            "called in <string>:4 (run), called in <string>:5 (<module>)");
}

TEST(PythonErrorTest, TakesAllThatCanBeRaised) {
  const struct {
    const char* code;
    const char* status;
  } cases[] = {
      {"import sys; sys.exit(3)", "INTERNAL: SystemExit: 3; raised in"},
      {"import sys; sys.exit()", "INTERNAL: SystemExit; raised in"},
      {"raise KeyboardInterrupt", "INTERNAL: KeyboardInterrupt; raised in"},
      {"[0] * (1 << 62)", "RESOURCE_EXHAUSTED: MemoryError; raised in"},
      {"1 +", "INTERNAL: SyntaxError: invalid syntax"},
      {"raise BaseException('a\\x1b\\nb')", "INTERNAL: BaseException: a \nb;"},
  };
  for (const auto& [code, status] : cases) {
    EXPECT_THAT(ErrorOf(code), HasSubstr(status)) << code;
  }
}

TEST(PythonErrorTest, SaysHowToInstallAModule) {
  EXPECT_THAT(ErrorOf("import no_such.module"),
              AllOf(HasSubstr("NOT_FOUND: ModuleNotFoundError: No module named "
                              "'no_such'"),
                    HasSubstr("venv/bin/pip install no_such`, then --feluda"),
                    HasSubstr("(the package's name may differ)")));
}

TEST(PythonErrorTest, TellsNotes) {
  EXPECT_THAT(ErrorOf("error = ValueError('x')\n"
                      "error.add_note('one'); error.add_note('two')\n"
                      "raise error"),
              HasSubstr("ValueError: x; raised in <string>:3 (<module>); one; "
                        "two"));
}

TEST(PythonErrorTest, SurvivesAnExceptionThatCannotBeShown) {
  EXPECT_THAT(ErrorOf("class Odd(Exception):\n"
                      "  def __str__(self): raise OSError\n"
                      "raise Odd\n"),
              HasSubstr("Odd: (its message cannot be shown); raised in"));
}

TEST(PythonErrorTest, CutsALongMessage) {
  EXPECT_THAT(ErrorOf("raise OSError('x' * 100000)"),
              AllOf(HasSubstr("98000 bytes more"),
                    Not(HasSubstr(std::string(2001, 'x')))));
}

TEST(PythonErrorTest, LeavesNothingBehind) {
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] {
                          RunPython("raise ValueError").IgnoreError();
                          return RunPython("x = 1").ToString();
                        }),
            "OK");
}

TEST(PythonErrorTest, TakesExceptionsOfPybind11AsPythons) {
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] {
                          return CatchPythonError([] {
                                   throw pybind11::value_error("too deep");
                                 })
                              .ToString();
                        }),
            "INTERNAL: ValueError: too deep");
}

TEST(PythonErrorTest, TakesExceptionsOfCpp) {
  const absl::Status status =
      CatchPythonError([] { throw std::runtime_error("no model"); });
  EXPECT_EQ(status.message(), "threw an exception: no model");
}

TEST(InstallHintTest, KnowsPackagesOfOtherNames) {
  EXPECT_EQ(PackageOfModule("media_hash"), "feluda-media-hash");
  EXPECT_EQ(PackageOfModule("PIL"), "pillow");
  EXPECT_EQ(PackageOfModule("numpy"), "numpy");
}

TEST(InstallHintTest, MakesAnEnvironmentWhereThereIsNone) {
  EXPECT_EQ(InNewPython(DebiansPython(), [] { return HowToInstall("wget"); }),
            absl::StrCat("`/usr/bin/python", PythonRelease(),
                         " -m venv ~/feluda_venv && "
                         "~/feluda_venv/bin/pip install wget`, then "
                         "--feluda_python_path=$HOME/feluda_venv"));
}

TEST(InstallHintTest, InstallsIntoTheEnvironmentWhoseNameMayHaveASpace) {
  const TemporaryDirectory directory;
  const std::string path = directory.path().string() + "/my venv";
  const std::string command =
      absl::StrCat("/usr/bin/python", PythonRelease(),
                   " -m venv --without-pip '", path, "'");
  ASSERT_EQ(std::system(command.c_str()), 0);
  PythonOptions options;
  options.environment = *FindPythonEnvironment(path, "");
  EXPECT_EQ(InNewPython(options, [] { return HowToInstall("feluda[image]"); }),
            "`'" + options.environment.executable +
                "' -m pip install 'feluda[image]'`");
}

}  // namespace
}  // namespace feluda
