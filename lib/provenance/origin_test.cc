#include "lib/provenance/origin.h"

#include <functional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

Provenance Made() {
  Provenance provenance;
  provenance.benchmark = {{"host_name", "atlas"}};
  provenance.system_info = {{"processor", "Xeon"},
                            {"cpu_count", 8},
                            {"total_memory_gb", 31.25},
                            {"binary", "00ff"},
                            {"boot_id", "b1"}};
  return provenance;
}

std::string Told(const std::optional<Difference>& difference) {
  if (!difference.has_value()) return "";
  return absl::StrCat(difference->what, ": ", difference->one, ", ",
                      difference->other);
}

struct DifferenceCase {
  const char* name;
  std::function<void(Provenance&)> change;
  std::string difference;
};

class IdentityTest : public testing::TestWithParam<DifferenceCase> {};

TEST_P(IdentityTest, TellsTheFirstDifference) {
  Provenance other = Made();
  GetParam().change(other);
  EXPECT_EQ(Told(OriginDifference(Made(), other)), GetParam().difference);
}

INSTANTIATE_TEST_SUITE_P(
    Changes, IdentityTest,
    testing::ValuesIn<DifferenceCase>({
        {"None", [](Provenance&) {}, ""},
        {"Binary", [](Provenance& c) { c.system_info["binary"] = "00fe"; },
         "binary: 00ff, 00fe"},
        {"NoBinary", [](Provenance& c) { c.system_info.erase("binary"); },
         "binary: 00ff, unknown"},
        {"Processor",
         [](Provenance& c) { c.system_info["processor"] = "EPYC"; },
         "processor: Xeon, EPYC"},
        {"NoProcessor",
         [](Provenance& c) { c.system_info["processor"] = nullptr; },
         "processor: Xeon, unknown"},
        {"Cpus", [](Provenance& c) { c.system_info["cpu_count"] = 4; },
         "cpu_count: 8, 4"},
        {"Memory",
         [](Provenance& c) { c.system_info["total_memory_gb"] = 15.5; },
         "total_memory_gb: 31.25, 15.5"},
        {"MemoryThatANewKernelKeeps",
         [](Provenance& c) { c.system_info["total_memory_gb"] = 31.125; }, ""},
        {"ContainerOfTheSameMachine",
         [](Provenance& c) { c.benchmark["host_name"] = "f00d"; }, ""},
        {"Reboot", [](Provenance& c) { c.system_info["boot_id"] = "b2"; }, ""},
        {"TwinMachine",
         [](Provenance& c) {
           c.benchmark["host_name"] = "rhea";
           c.system_info["boot_id"] = "b2";
         },
         "host name: atlas, rhea"},
        {"TwinMachineThatTellsLittle",
         [](Provenance& c) {
           c.benchmark.erase("host_name");
           c.system_info["boot_id"] = nullptr;
         },
         "host name: atlas, unknown"},
        {"NoReport", [](Provenance& c) { c = Provenance(); },
         "binary: 00ff, unknown"},
    }),
    [](const auto& tested) { return tested.param.name; });

TEST(BinaryDifferenceTest, UnknownBinariesAreNotTheSame) {
  EXPECT_EQ(Told(BinaryDifference(Provenance(), Provenance())),
            "binary: unknown, unknown");
}

TEST(OriginDifferenceTest, TwoReportsOfThisProcessHaveNone) {
  EXPECT_EQ(Told(OriginDifference(CaptureProvenance("x", absl::UnixEpoch()),
                                  CaptureProvenance("y", absl::Now()))),
            "");
}

}  // namespace
}  // namespace feluda
