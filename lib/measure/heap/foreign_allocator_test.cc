// Runs a program that allocates in every way, with other allocators preloaded
// and linked: it comes to its end, and where its figures would be wrong it says
// why there are none.

#include <sys/wait.h>

#include <cctype>
#include <cstdio>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/measure/heap/sanitizer.h"

namespace feluda {
namespace {

#ifndef FELUDA_SANITIZER

using ::testing::HasSubstr;

const char kFolder[] = "lib/measure/heap/testing/";

// What the program printed, and how it ended where that is not exit status 0.
std::string Output(const std::string& program, const std::string& preloaded) {
  const std::string command =
      "LD_PRELOAD=" + preloaded + " " + kFolder + program + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return "popen failed";
  std::string output;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) {
    output.push_back(static_cast<char>(c));
  }
  const int status = pclose(pipe);
  if (status != 0) output += "ended with status " + std::to_string(status);
  return output;
}

TEST(ForeignAllocatorTest, GlibcAloneIsMetered) {
  const std::string output = Output("allocating_program", "");
  int allocations = 0;
  ASSERT_EQ(sscanf(output.c_str(), "metered %d allocations\n", &allocations), 1)
      << output;
  EXPECT_GT(allocations, 1000);
}

struct Case {
  const char* name;
  const char* program;
  const char* preloaded;  // A file of the folder, or none.
  const char* reason;
};

class ForeignAllocatorCases : public testing::TestWithParam<Case> {};

TEST_P(ForeignAllocatorCases, ProgramEndsWellAndSaysWhy) {
  std::string preloaded = GetParam().preloaded;
  if (!preloaded.empty()) {
    preloaded = std::string("$PWD/") + kFolder + preloaded;
  }
  const std::string output = Output(GetParam().program, preloaded);
  EXPECT_THAT(output, HasSubstr(GetParam().reason));
  EXPECT_EQ(output.find("ended with status"), std::string::npos) << output;
  EXPECT_EQ(output.find("cannot be preloaded"), std::string::npos) << output;
}

const Case kCases[] = {
    {"EverythingPreloaded", "allocating_program", "libforeign_all.so",
     "the heap is not glibc's: malloc of /"},
    {"EverythingLinked", "linked_program", "",
     "the heap is not glibc's: malloc of /"},
    {"EverythingInTheProgram", "static_program", "",
     "malloc of this program is not the meter's"},
    {"CFunctionsPreloaded", "allocating_program", "libforeign_c.so",
     "the heap is not glibc's: malloc of /"},
    {"MallocAndFreePreloaded", "allocating_program", "libforeign_wrapper.so",
     "the heap is not glibc's: malloc of /"},
    {"OperatorNewPreloaded", "allocating_program", "libforeign_new.so",
     "operator new of this program is not the meter's"},
    {"AlignedOperatorNewPreloaded", "allocating_program",
     "libforeign_aligned.so",
     "aligned operator new of this program is not the meter's"},
};

INSTANTIATE_TEST_SUITE_P(All, ForeignAllocatorCases, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

class InstalledAllocators : public testing::TestWithParam<const char*> {};

TEST_P(InstalledAllocators, ProgramEndsWellAndSaysWhy) {
  const std::string output = Output("allocating_program", GetParam());
  if (output.find("cannot be preloaded") != std::string::npos) {
    GTEST_SKIP() << GetParam() << " is not installed";
  }
  EXPECT_THAT(output, HasSubstr("the heap is not glibc's: malloc of /"));
  EXPECT_EQ(output.find("ended with status"), std::string::npos) << output;
}

INSTANTIATE_TEST_SUITE_P(All, InstalledAllocators,
                         testing::Values("libjemalloc.so.2", "libtcmalloc.so.4",
                                         "libtcmalloc_minimal.so.4",
                                         "libmimalloc.so.2",
                                         "libtbbmalloc_proxy.so.2"),
                         [](const auto& test) {
                           std::string name = test.param;
                           for (char& c : name) {
                             if (!isalnum(static_cast<unsigned char>(c))) {
                               c = '_';
                             }
                           }
                           return name;
                         });

#else

TEST(ForeignAllocatorTest, SanitizersBringTheirOwnMalloc) {
  GTEST_SKIP() << "built with a sanitizer, which brings its own malloc";
}

#endif  // FELUDA_SANITIZER

}  // namespace
}  // namespace feluda
