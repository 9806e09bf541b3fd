#include "lib/python_benchmarks/small_objects.h"

#include <Python.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/measure/heap/heap_meter.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"

namespace feluda {
namespace {

enum class Allocator { kPythons, kMalloc };

constexpr char kFunctions[] = R"(
import gc
gc.disable()
kept = [float(i) for i in range(1000)]

def nothing():
    pass

def blocks():
    for size in range(700):
        bytes(size)

def floats():
    [float(i) for i in range(10000)]

def dicts():
    [{'a': i, 'b': [i]} for i in range(3000)]

def grow_and_shrink():
    for size in range(1, 700, 7):
        held = bytearray(size)
        held.extend(bytes(size))
        del held[size // 2:]

def replace():
    global kept
    kept = [float(i) for i in range(1000)]

def leak():
    kept.extend(object() for _ in range(1000))

def trace():
    import tracemalloc
    tracemalloc.start(1)
    floats()
    tracemalloc.stop()
)";

// Calls a function of __main__. It needs no compiling, in which Python goes by
// the addresses of objects: its peak differs from process to process.
bool Call(const std::string& function) {
  PyObject* const main = PyModule_GetDict(PyImport_AddModule("__main__"));
  PyObject* const result =
      PyObject_CallNoArgs(PyDict_GetItemString(main, function.c_str()));
  Py_XDECREF(result);
  return result != nullptr;
}

// What the second call of a function in a new Python does to the heap. Python
// makes some things once, in the first.
std::string HeapOf(const std::string& function, Allocator allocator) {
  if (allocator == Allocator::kMalloc) setenv("PYTHONMALLOC", "malloc", 1);
  std::string heap = InNewPython(DebiansPython(), [&] {
    const absl::Status ran = RunPython(kFunctions);
    const bool first = ran.ok() && Call(function);
    std::optional<SmallObjectCount> count;
    if (allocator == Allocator::kPythons) count.emplace();
    HeapWindow window;
    const bool second = first && Call(function);
    const HeapUsage usage = *window.Stop();
    return absl::StrCat(ran.ToString(), " called ", first + second,
                        " allocations ", usage.allocations, " bytes ",
                        usage.allocated_bytes, " peak ", usage.peak_bytes,
                        " net ", usage.net_bytes / 1000);
  });
  unsetenv("PYTHONMALLOC");
  return heap;
}

// malloc's blocks are counted exactly, so they are the truth. The net is told
// in kB, since what was there before the window is counted by its block.
TEST(SmallObjectCountTest, CountsWhatMallocWouldBeAskedFor) {
  if (!HeapMeterStatus().ok()) GTEST_SKIP() << HeapMeterStatus();
  for (const char* function : {"nothing", "blocks", "floats", "dicts",
                               "grow_and_shrink", "replace", "leak"}) {
    const std::string expected = HeapOf(function, Allocator::kMalloc);
    EXPECT_EQ(HeapOf(function, Allocator::kPythons), expected) << function;
    EXPECT_THAT(expected, testing::HasSubstr("OK called 2 ")) << function;
  }
}

// tracemalloc puts its functions before ours, and Python's back in their place.
TEST(SmallObjectCountTest, SharesPythonWithTracemalloc) {
  if (!HeapMeterStatus().ok()) GTEST_SKIP() << HeapMeterStatus();
  EXPECT_EQ(
      InNewPython(
          DebiansPython(),
          [] {
            absl::Status ran = RunPython(kFunctions);
            {
              const SmallObjectCount left_below;
              ran.Update(RunPython("import tracemalloc; tracemalloc.start()"));
            }
            int64_t allocations[2];
            for (int64_t& counted : allocations) {
              const SmallObjectCount count;
              HeapWindow window;
              ran.Update(RunPython("floats()"));
              counted = window.Stop()->allocations;
              ran.Update(RunPython("tracemalloc.stop()"));
            }
            // Its own traces are allocations too.
            return absl::StrCat(
                ran.ToString(), " ", allocations[0] > 2 * allocations[1], " ",
                allocations[1] > 10000, " ", allocations[1] < 21000);
          }),
      "OK 1 1 1");
}

TEST(SmallObjectCountTest, CountsNothingOutOfItsScope) {
  if (!HeapMeterStatus().ok()) GTEST_SKIP() << HeapMeterStatus();
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] {
                          absl::Status ran = RunPython(kFunctions);
                          { const SmallObjectCount count; }
                          HeapWindow window;
                          ran.Update(RunPython("floats()"));
                          return absl::StrCat(ran.ToString(), " ",
                                              window.Stop()->allocations < 100);
                        }),
            "OK 1");
}

}  // namespace
}  // namespace feluda
