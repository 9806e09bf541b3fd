#include "lib/operators/python/python_operator.h"

#include <pybind11/pybind11.h>

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"
#include "lib/python/python_error.h"

namespace feluda {
namespace {

namespace py = pybind11;

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr char kOperators[] = R"(
calls = []

class Doubling:
    def __init__(self, start=1):
        if start < 0:
            raise ValueError('start')
        self.start = start
        self.state = {'start': start, 'kind': 'doubling'}
    def run(self, times=0, more=None):
        for _ in range(times):
            self.start *= 2
        calls.append(self.start)
        return self.start
    def cleanup(self):
        calls.append('cleanup')
    def __del__(self):
        calls.append('del')

class Hostile:
    def run(self, how):
        import sys
        {'exit': sys.exit, 'interrupt': self.interrupt}[how]()
    def interrupt(self):
        raise KeyboardInterrupt
    def cleanup(self):
        raise RuntimeError('stuck')

class Empty:
    def run(self, a, b):
        pass
    def cleanup(self):
        pass
)";

py::object Value(const std::string& expression) {
  const py::dict globals = py::module_::import("__main__").attr("__dict__");
  return py::reinterpret_steal<py::object>(PyRun_String(
      expression.c_str(), Py_eval_input, globals.ptr(), globals.ptr()));
}

PythonKeywords Keywords(const std::string& dict) {
  return *PythonKeywords::FromDict(Value(dict).ptr());
}

std::string Text(const std::string& expression) {
  return std::string(py::str(Value(expression)));
}

absl::StatusOr<std::unique_ptr<PythonOperator>> Make(
    const std::string& name, const std::string& arguments = "{}") {
  PythonOperator::Config config;
  config.operator_class = PythonObject::ToBorrowed(Value(name).ptr());
  config.arguments = Keywords(arguments);
  return PythonOperator::Create(config);
}

std::string WithOperators(const std::function<std::string()>& function) {
  return InNewPython(DebiansPython(), [&] {
    const absl::Status status = RunPython(kOperators);
    return status.ok() ? function() : status.ToString();
  });
}

TEST(PythonOperatorTest, IsMadeRunAndCleanedUp) {
  EXPECT_EQ(WithOperators([] {
              auto op = Make("Doubling", "{'start': 3}");
              (*op)->Run(Keywords("{'times': 2}")).status().IgnoreError();
              (*op)->Run(Keywords("{}")).status().IgnoreError();
              (*op)->Cleanup();
              const absl::Status late = (*op)->Run(Keywords("{}")).status();
              return absl::StrCat(Text("calls"),
                                  (*op)->cleanup_status().ToString(),
                                  late.message());
            }),
            "[12, 12, 'cleanup', 'del']OKthe operator was cleaned up");
}

TEST(PythonOperatorTest, ReleasesItsOutputWithTheResult) {
  EXPECT_EQ(WithOperators([] {
              auto op = Make("Doubling", "{'start': 3 << 200}");
              const Py_ssize_t before = Py_REFCNT(Value("calls").ptr());
              { auto output = (*op)->Run(Keywords("{'more': calls}")); }
              return absl::StrCat(Py_REFCNT(Value("calls").ptr()) - before);
            }),
            "0");
}

TEST(PythonOperatorTest, TellsItsState) {
  EXPECT_EQ(WithOperators([] {
              auto op = Make("Doubling");
              const Facts facts = (*op)->State();
              return absl::StrCat(std::get<double>(facts.at("start")), " ",
                                  std::get<std::string>(facts.at("kind")));
            }),
            "1 doubling");
}

TEST(PythonOperatorTest, MakesEachExceptionAStatus) {
  EXPECT_THAT(WithOperators([] {
                return Make("Doubling", "{'start': -1}").status().ToString();
              }),
              StartsWith("INTERNAL: ValueError: start; raised in <string>:7"));
  const struct {
    const char* arguments;
    const char* message;
  } cases[] = {
      {"{'how': 'exit'}", "SystemExit; raised in"},
      {"{'how': 'interrupt'}", "KeyboardInterrupt; raised in <string>:"},
      {"{'hwo': 1}", "TypeError: Hostile.run() got an unexpected keyword"},
  };
  for (const auto& [arguments, message] : cases) {
    EXPECT_THAT(WithOperators([&, keywords = arguments] {
                  auto op = Make("Hostile");
                  return (*op)->Run(Keywords(keywords)).status().ToString();
                }),
                HasSubstr(message));
  }
  EXPECT_THAT(WithOperators([] {
                auto op = Make("Hostile");
                (*op)->Cleanup();
                return (*op)->cleanup_status().ToString();
              }),
              HasSubstr("RuntimeError: stuck"));
}

// The same call from Python allocates nothing either: the frame is on the
// interpreter's own stack.
TEST(PythonOperatorTest, AllocatesNothingForACall) {
  if (!HeapMeterStatus().ok()) GTEST_SKIP() << HeapMeterStatus();
  EXPECT_EQ(WithOperators([] {
              auto op = Make("Empty");
              const PythonKeywords keywords = Keywords("{'a': 1, 'b': 2}");
              { auto warmed_up = (*op)->Run(keywords); }
              HeapWindow window;
              for (int i = 0; i < 1000; ++i) {
                auto output = (*op)->Run(keywords);
              }
              const auto usage = window.Stop();
              return absl::StrCat(usage->allocations, " ",
                                  usage->allocated_bytes);
            }),
            "0 0");
}

}  // namespace
}  // namespace feluda
