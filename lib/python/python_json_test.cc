#include "lib/python/python_json.h"

#include <pybind11/embed.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"
#include "lib/python/python_error.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

namespace py = pybind11;

using ::testing::HasSubstr;

std::string Converted(const std::string& statements, const std::string& value) {
  return InNewPython(DebiansPython(), [&] {
    std::string text;
    const absl::Status status = CatchPythonError([&] {
      py::exec(statements);
      const py::object object = py::eval(value);
      text = DumpJson(JsonOf(object.ptr()));
    });
    return status.ok() ? text : std::string(status.message());
  });
}

TEST(PythonJsonTest, PlainValuesAreWhatPythonsOwnWriterMakes) {
  EXPECT_EQ(Converted("", "{'b': [1, -2.5, (True, None)], 'a': 'é\"', 3: {}}"),
            R"({"b":[1,-2.5,[true,null]],"a":"é\"","3":{}})");
}

TEST(PythonJsonTest, AnythingElseIsItsText) {
  const std::pair<const char*, const char*> cases[] = {
      {"{1}", "\"{1}\""},
      {"1j", "\"1j\""},
      {"float('nan')", "null"},
      {"2 ** 63", "9.223372036854776e+18"},
      {"-2 ** 63", "-9223372036854775808"},
      {"'\\udc80'", "\"\\\\udc80\""},
      {"type('T', (), {'__str__': lambda self: 'mine'})()", "\"mine\""},
  };
  for (const auto& [value, json] : cases) {
    EXPECT_EQ(Converted("", value), json) << value;
  }
}

TEST(PythonJsonTest, NumbersOfNumpyAreNumbers) {
  EXPECT_EQ(Converted("import numpy as n",
                      "[n.int64(3), n.float32(0.5), n.bool_(True), "
                      "n.array(2.5), n.array([1, 2])]"),
            R"([3,0.5,true,2.5,"[1 2]"])");
}

TEST(PythonJsonTest, WhatCannotBeConvertedIsRaised) {
  EXPECT_THAT(Converted("a = []\na.append(a)", "a"),
              HasSubstr("ValueError: nested more than 100 deep"));
  EXPECT_THAT(
      Converted("class Odd:\n  def __str__(self): raise OSError('gone')",
                "[Odd()]"),
      HasSubstr("OSError: gone"));
}

}  // namespace
}  // namespace feluda
