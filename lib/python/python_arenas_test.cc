#include "lib/python/python_arenas.h"

#include <Python.h>

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/python/interpreter.h"
#include "lib/python/new_python.h"

namespace feluda {
namespace {

using ::testing::HasSubstr;

TEST(PythonArenasTest, AreKnownInDebiansPython) {
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] { return PythonArenasAreKnown().ToString(); }),
            "OK");
}

TEST(PythonArenasTest, SmallObjectsAreInThem) {
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] {
                          std::string text;
                          for (const size_t size : {0, 1, 16, 17, 512, 513}) {
                            void* const block = PyObject_Malloc(size);
                            const bool small = InPythonArena(block);
                            absl::StrAppend(&text, size, ":",
                                            small ? BlockRoom(block) : 0, " ");
                            PyObject_Free(block);
                          }
                          return text;
                        }),
            "0:0 1:16 16:16 17:32 512:512 513:0 ");
}

// 40 MB of objects take some forty arenas, and give them back.
TEST(PythonArenasTest, ComeAndGo) {
  EXPECT_EQ(InNewPython(DebiansPython(),
                        [] {
                          const absl::Status status = RunPython(
                              "for _ in range(3):\n"
                              "  many = [bytes(400) for _ in range(100000)]\n"
                              "  del many");
                          return absl::StrCat(
                              status.ToString(), " ",
                              PythonArenasAreKnown().ToString());
                        }),
            "OK OK");
}

TEST(PythonArenasTest, AreUnknownUnderAnotherAllocator) {
  EXPECT_THAT(InNewProcess([] {
                setenv("PYTHONMALLOC", "malloc", 1);
                const absl::Status started = StartPython(DebiansPython());
                return absl::StrCat(started.ToString(), " ",
                                    PythonArenasAreKnown().ToString());
              }),
              HasSubstr("OK UNAVAILABLE: this Python does not keep objects of "
                        "1 bytes in arenas"));
}

}  // namespace
}  // namespace feluda
