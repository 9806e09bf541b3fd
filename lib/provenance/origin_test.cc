#include "lib/provenance/origin.h"

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

Context Made() {
  Context context;
  context.benchmark = {{"host_name", "atlas"}};
  context.system_info = {{"processor", "Xeon"},
                         {"cpu_count", 8},
                         {"total_memory_gb", 31.25},
                         {"binary", "00ff"},
                         {"boot_id", "b1"}};
  return context;
}

std::string Told(const std::optional<Difference>& difference) {
  if (!difference.has_value()) return "";
  return absl::StrCat(difference->what, ": ", difference->one, ", ",
                      difference->other);
}

struct DifferenceCase {
  const char* name;
  std::function<void(Context&)> change;
  std::string difference;
};

class IdentityTest : public testing::TestWithParam<DifferenceCase> {};

TEST_P(IdentityTest, TellsTheFirstDifference) {
  Context other = Made();
  GetParam().change(other);
  EXPECT_EQ(Told(OriginDifference(Made(), other)), GetParam().difference);
}

INSTANTIATE_TEST_SUITE_P(
    Changes, IdentityTest,
    testing::ValuesIn<DifferenceCase>({
        {"None", [](Context&) {}, ""},
        {"Binary", [](Context& c) { c.system_info["binary"] = "00fe"; },
         "binary: 00ff, 00fe"},
        {"NoBinary", [](Context& c) { c.system_info.erase("binary"); },
         "binary: 00ff, unknown"},
        {"Processor", [](Context& c) { c.system_info["processor"] = "EPYC"; },
         "processor: Xeon, EPYC"},
        {"NoProcessor",
         [](Context& c) { c.system_info["processor"] = nullptr; },
         "processor: Xeon, unknown"},
        {"Cpus", [](Context& c) { c.system_info["cpu_count"] = 4; },
         "cpu_count: 8, 4"},
        {"Memory", [](Context& c) { c.system_info["total_memory_gb"] = 15.5; },
         "total_memory_gb: 31.25, 15.5"},
        {"MemoryThatANewKernelKeeps",
         [](Context& c) { c.system_info["total_memory_gb"] = 31.125; }, ""},
        {"ContainerOfTheSameMachine",
         [](Context& c) { c.benchmark["host_name"] = "f00d"; }, ""},
        {"Reboot", [](Context& c) { c.system_info["boot_id"] = "b2"; }, ""},
        {"TwinMachine",
         [](Context& c) {
           c.benchmark["host_name"] = "rhea";
           c.system_info["boot_id"] = "b2";
         },
         "host name: atlas, rhea"},
        {"TwinMachineThatTellsLittle",
         [](Context& c) {
           c.benchmark.erase("host_name");
           c.system_info["boot_id"] = nullptr;
         },
         "host name: atlas, unknown"},
        {"NoReport", [](Context& c) { c = Context(); },
         "binary: 00ff, unknown"},
    }),
    [](const auto& tested) { return tested.param.name; });

TEST(BinaryDifferenceTest, UnknownBinariesAreNotTheSame) {
  EXPECT_EQ(Told(BinaryDifference(Context(), Context())),
            "binary: unknown, unknown");
}

TEST(OriginDifferenceTest, TwoReportsOfThisProcessHaveNone) {
  EXPECT_EQ(Told(OriginDifference(CaptureContext("x", absl::UnixEpoch()),
                                  CaptureContext("y", absl::Now()))),
            "");
}

}  // namespace
}  // namespace feluda
