#include "lib/python/python_facts.h"

#include <pybind11/pybind11.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"

namespace feluda {
namespace {

// The facts of an expression, as "name=number" and "name:text".
std::string FactsOfExpression(const std::string& expression) {
  return InNewPython(DebiansPython(), [&] {
    RunPython(absl::StrCat("import fractions\n"
                           "class Odd:\n"
                           "  def __str__(self): raise OSError('odd')\n"
                           "value = ",
                           expression))
        .IgnoreError();
    const pybind11::object value =
        pybind11::module_::import("__main__").attr("value");
    std::string text;
    for (const auto& [name, fact] : FactsOf(value.ptr(), "state")) {
      if (const double* number = std::get_if<double>(&fact)) {
        absl::StrAppend(&text, name, "=", *number, " ");
      } else {
        absl::StrAppend(&text, name, ":", std::get<std::string>(fact), " ");
      }
    }
    return text;
  });
}

TEST(PythonFactsTest, TakesNumbersAndTheTextOfAllElse) {
  const struct {
    const char* expression;
    const char* facts;
  } cases[] = {
      {"{'n': 3, 'f': 0.5, 's': 'video', 't': (2, 3), 'b': True, 4: None}",
       "4:None b:True f=0.5 n=3 s:video t:(2, 3) "},
      {"{'q': fractions.Fraction(1, 4), 'x': 10**30}", "q=0.25 x=1e+30 "},
      {"'ready'", "state:ready "},
      {"None", ""},
      {"{'o': Odd()}",
       "o:(cannot be shown: OSError: odd; raised in "
       "<string>:3 (__str__)) "},
  };
  for (const auto& [expression, facts] : cases) {
    EXPECT_EQ(FactsOfExpression(expression), facts) << expression;
  }
}

}  // namespace
}  // namespace feluda
