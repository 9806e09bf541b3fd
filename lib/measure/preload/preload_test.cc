// Preloads the meter into a program that does known things, and reads what it
// reports. Figures are compared with those of the program that does nothing:
// the C++ library allocates before main.

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/measure/heap/sanitizer.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

#ifndef FELUDA_SANITIZER

using nlohmann::json;
using testing::HasSubstr;

const char kFolder[] = "lib/measure/preload/";

struct Output {
  std::string stderr_text;
  int status = 0;
  std::vector<json> reports;
};

// Runs the program with `actions`, with `variables` set, and with a library
// preloaded behind the meter.
Output RunPreloaded(const std::string& actions,
                    const std::string& variables = "",
                    const std::string& also_preloaded = "",
                    const std::string& program = "plain_program") {
  const std::string out = testing::TempDir() + "/report";
  remove(out.c_str());
  const std::string command =
      "FELUDA_MEASURE_OUT=" + out + " LD_PRELOAD=$PWD/" + kFolder +
      "libfeluda_measure.so:" + also_preloaded + " " + variables + " " +
      kFolder + "testing/" + program + " " + actions + " 2>&1 </dev/null";
  FILE* pipe = popen(("exec env " + command).c_str(), "r");
  Output output;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) {
    output.stderr_text.push_back(static_cast<char>(c));
  }
  output.status = pclose(pipe);
  std::ifstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    output.reports.push_back(json::parse(line));
  }
  return output;
}

// The only report of a run.
json Report(const std::string& actions) {
  const Output output = RunPreloaded(actions);
  EXPECT_EQ(output.status, 0) << output.stderr_text;
  EXPECT_EQ(output.stderr_text, "");
  EXPECT_EQ(output.reports.size(), 1u);
  return output.reports.empty() ? json() : output.reports.back();
}

// How much larger a heap figure is than that of the program that does nothing.
int64_t More(const json& report, const char* figure) {
  static const json* const nothing = new json(Report(""));
  return report.at("heap").at(figure).get<int64_t>() -
         nothing->at("heap").at(figure).get<int64_t>();
}

TEST(PreloadTest, CountsToTheByte) {
  const json report = Report("allocate resize");
  EXPECT_EQ(More(report, "allocations"), 5);
  EXPECT_EQ(More(report, "frees"), 4);
  EXPECT_EQ(More(report, "allocated_bytes"), 6000 + 5100);
  EXPECT_EQ(More(report, "left_bytes"), 3000);
  EXPECT_GE(More(report, "peak_bytes"), 6000);
  EXPECT_EQ(report["ended"], "exit");
  EXPECT_GT(report["resident_peak_bytes"], 100'000);
  EXPECT_GE(report["wall_seconds"], 0);
  EXPECT_THAT(report["command"].get<std::string>(),
              HasSubstr("plain_program allocate resize"));
}

TEST(PreloadTest, CountsEveryThread) {
  // The loader allocates for each thread what its libraries need.
  const json report = Report("threads");
  EXPECT_GE(More(report, "allocations"), 1600);
  EXPECT_LE(More(report, "allocations"), 1600 + 16 * 2);
  EXPECT_GE(More(report, "frees"), 1600);
}

// A library's destructors run late, and what they free must not look left.
TEST(PreloadTest, CountsTheEndsOfLibraries) {
  const Output output = RunPreloaded(
      "", "", std::string("$PWD/") + kFolder + "testing/liblate.so");
  ASSERT_EQ(output.reports.size(), 1u) << output.stderr_text;
  EXPECT_EQ(More(output.reports[0], "allocations"), 1);
  EXPECT_EQ(More(output.reports[0], "allocated_bytes"), 12'345);
  EXPECT_EQ(More(output.reports[0], "left_bytes"), 0);
}

TEST(PreloadTest, CountsOperatorNewOnce) {
  const json report = Report("new");
  EXPECT_EQ(More(report, "allocations"), 5);
  EXPECT_EQ(More(report, "allocated_bytes"), 4 + 100 + 4 + 256 + 512);
  EXPECT_EQ(More(report, "left_bytes"), 0);
}

struct Child {
  const char* action;
  const char* ended;
  // A child of fork has what the C++ library took before main already.
  bool begins_anew;
};

class Children : public testing::TestWithParam<Child> {};

TEST_P(Children, HaveAReportOfTheirOwn) {
  const Output output =
      RunPreloaded(std::string(GetParam().action) + " resize");
  ASSERT_EQ(output.status, 0) << output.stderr_text;
  ASSERT_EQ(output.reports.size(), 2u);
  const json& child = output.reports[0];
  const json& parent = output.reports[1];
  EXPECT_EQ(child["ended"], GetParam().ended);
  EXPECT_EQ(child["parent"], parent["process"]);
  if (GetParam().begins_anew) {
    EXPECT_EQ(More(child, "allocations"), 3);
    EXPECT_EQ(More(child, "left_bytes"), 3000);
  } else {
    EXPECT_EQ(child["heap"]["allocations"], 3);
    EXPECT_EQ(child["heap"]["left_bytes"], 3000);
    EXPECT_EQ(child["heap"]["peak_bytes"], 6000);
  }
  EXPECT_EQ(More(parent, "left_bytes"), 0);
}

INSTANTIATE_TEST_SUITE_P(All, Children,
                         testing::Values(Child{"fork", "exit", false},
                                         Child{"fork_and_exit", "_exit", false},
                                         Child{"vfork", "exit", true},
                                         Child{"spawn", "exit", true}),
                         [](const auto& test) { return test.param.action; });

class Ends : public testing::TestWithParam<const char*> {};

TEST_P(Ends, AreReported) {
  const json report = Report(std::string("allocate ") + GetParam());
  EXPECT_EQ(report["ended"], GetParam());
  EXPECT_EQ(More(report, "allocations"), 3);
}

INSTANTIATE_TEST_SUITE_P(All, Ends, testing::Values("_exit", "quick_exit"),
                         [](const auto& test) { return test.param; });

TEST(PreloadTest, ExecEndsOneReportAndBeginsAnother) {
  const Output output = RunPreloaded("resize exec");
  ASSERT_EQ(output.reports.size(), 2u) << output.stderr_text;
  EXPECT_EQ(output.reports[0]["ended"], "exec");
  EXPECT_EQ(More(output.reports[0], "allocations"), 2);
  EXPECT_EQ(output.reports[1]["command"], "again allocate");
  EXPECT_EQ(More(output.reports[1], "allocations"), 3);
  EXPECT_EQ(output.reports[0]["process"], output.reports[1]["process"]);
}

TEST(PreloadTest, FailedExecGoesOn) {
  const Output output = RunPreloaded("fail_to_exec allocate");
  ASSERT_EQ(output.reports.size(), 2u) << output.stderr_text;
  EXPECT_EQ(output.reports[0]["began_nanoseconds"],
            output.reports[1]["began_nanoseconds"]);
  EXPECT_EQ(output.reports[1]["ended"], "exit");
  EXPECT_EQ(More(output.reports[1], "allocations"), 3);
}

class Obstacles : public testing::TestWithParam<const char*> {};

TEST_P(Obstacles, DoNotKeepTheReportAway) {
  const json report = Report(std::string("allocate ") + GetParam());
  EXPECT_EQ(More(report, "allocations"), 3);
}

INSTANTIATE_TEST_SUITE_P(All, Obstacles,
                         testing::Values("close_stderr", "close_all", "chroot"),
                         [](const auto& test) { return test.param; });

TEST(PreloadTest, TableGoesToStderrThoughItIsClosed) {
  const Output output =
      RunPreloaded("allocate close_stderr", "FELUDA_MEASURE_OUT=");
  EXPECT_THAT(output.stderr_text, HasSubstr("feluda: process "));
  EXPECT_THAT(output.stderr_text, HasSubstr(" allocations, "));
}

TEST(PreloadTest, KilledProgramsReportNothing) {
  EXPECT_TRUE(RunPreloaded("allocate kill").reports.empty());
  EXPECT_TRUE(RunPreloaded("allocate abort").reports.empty());
}

TEST(PreloadTest, SaysWhichFileCannotBeWritten) {
  const Output output =
      RunPreloaded("allocate", "FELUDA_MEASURE_OUT=/nowhere/report");
  EXPECT_THAT(output.stderr_text,
              HasSubstr("cannot write FELUDA_MEASURE_OUT, reporting to stderr "
                        "instead: /nowhere/report\n"));
  EXPECT_EQ(output.status, 0);
}

TEST(PreloadTest, SaysThatAFormatIsNone) {
  EXPECT_THAT(RunPreloaded("", "FELUDA_MEASURE_FORMAT=xml").stderr_text,
              HasSubstr("is neither table nor json: xml\n"));
}

class OtherAllocators : public testing::TestWithParam<const char*> {};

TEST_P(OtherAllocators, AreMeteredBehindTheMeter) {
  const Output nothing = RunPreloaded("", "", GetParam());
  if (nothing.stderr_text.find("cannot be preloaded") != std::string::npos) {
    GTEST_SKIP() << GetParam() << " is not installed";
  }
  const Output output = RunPreloaded("allocate new", "", GetParam());
  ASSERT_EQ(output.reports.size(), 1u) << output.stderr_text;
  const json& heap = output.reports[0]["heap"];
  const json& base = nothing.reports[0]["heap"];
  EXPECT_THAT(heap["rounded_by"].get<std::string>(),
              HasSubstr(std::string(GetParam()).substr(0, 10)));
  const auto more = [&](const char* figure) {
    return heap[figure].get<int64_t>() - base[figure].get<int64_t>();
  };
  EXPECT_EQ(more("allocations"), 8);
  EXPECT_EQ(more("frees"), 7);
  EXPECT_GE(more("left_bytes"), 3000);
  EXPECT_LE(more("left_bytes"), 4096);
}

INSTANTIATE_TEST_SUITE_P(All, OtherAllocators,
                         testing::Values("libjemalloc.so.2",
                                         "libtcmalloc_minimal.so.4",
                                         "libmimalloc.so.2"),
                         [](const auto& test) {
                           const std::string name = test.param;
                           return name.substr(3, name.find_first_of("._") - 3);
                         });

TEST(PreloadTest, SaysWhichAllocatorStandsBeforeIt) {
  const std::string meter =
      std::string("$PWD/") + kFolder + "libfeluda_measure.so";
  const Output output =
      RunPreloaded("allocate", "LD_PRELOAD=libjemalloc.so.2:" + meter);
  if (output.stderr_text.find("cannot be preloaded") != std::string::npos) {
    GTEST_SKIP() << "libjemalloc.so.2 is not installed";
  }
  ASSERT_EQ(output.reports.size(), 1u) << output.stderr_text;
  EXPECT_TRUE(output.reports[0]["heap"].is_null());
  EXPECT_THAT(output.reports[0]["heap_absent"].get<std::string>(),
              HasSubstr("malloc of this program is that of /"));
}

TEST(PreloadTest, SaysThatAProgramHasAnAllocatorOfItsOwn) {
  const Output output =
      RunPreloaded("allocate resize new fork", "", "", "own_malloc_program");
  EXPECT_EQ(output.status, 0);
  ASSERT_EQ(output.reports.size(), 2u) << output.stderr_text;
  for (const json& report : output.reports) {
    EXPECT_TRUE(report["heap"].is_null());
    EXPECT_THAT(report["heap_absent"].get<std::string>(),
                HasSubstr("testing/own_malloc_program, which stands before"));
    EXPECT_GT(report["resident_peak_bytes"], 100'000);
  }
}

TEST(PreloadTest, NeedsTheCLibraryAlone) {
  FILE* pipe = popen(
      ("ldd " + std::string(kFolder) + "libfeluda_measure.so").c_str(), "r");
  std::string libraries;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe)) {
    libraries.push_back(static_cast<char>(c));
  }
  pclose(pipe);
  EXPECT_THAT(libraries, HasSubstr("libc.so"));
  EXPECT_EQ(libraries.find("libstdc++"), std::string::npos) << libraries;
}

#else

TEST(PreloadTest, SanitizersBringTheirOwnMalloc) {
  GTEST_SKIP() << "built with a sanitizer, which brings its own malloc";
}

#endif  // FELUDA_SANITIZER

}  // namespace
}  // namespace feluda
