#include "lib/python/python_error.h"

#include <pybind11/pybind11.h>

#include <stdexcept>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"
#include "lib/python/python_environment.h"

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
                    HasSubstr(absl::StrCat("`/usr/bin/python", PythonRelease(),
                                           " -m pip install no_such`"))));
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

}  // namespace
}  // namespace feluda
