#include "lib/provenance/system_info.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/provenance/version.h"
#include "lib/testing/temporary_directory.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::MatchesRegex;

// A machine made of the files that a test writes.
class SystemInfoTest : public testing::Test {
 protected:
  void Write(const std::string& path, const std::string& text) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path) << text;
  }

  void WritePolicy(int number, const std::string& file,
                   const std::string& text) {
    Write("sys/devices/system/cpu/cpufreq/policy" + std::to_string(number) +
              "/" + file,
          text + "\n");
  }

  Json Read() { return ReadSystemInfo(root_.string(), absl::UnixEpoch()); }

  const TemporaryDirectory temporary_;
  const fs::path root_ = temporary_.path();
};

TEST_F(SystemInfoTest, FeludasKeysComeFirstInItsOrder) {
  std::vector<std::string> keys;
  const Json info = Read();
  for (const auto& item : info.items()) keys.push_back(item.key());
  EXPECT_FALSE(info.contains("python_version"));
  keys.resize(6);
  EXPECT_THAT(keys, ElementsAre("platform", "processor", "cpu_count",
                                "cpu_freq", "total_memory_gb", "timestamp"));
}

TEST_F(SystemInfoTest, WhatCannotBeReadIsNull) {
  unsetenv("BUILD_WORKSPACE_DIRECTORY");
  const Json info = Read();
  for (const char* key :
       {"processor", "cpu_freq", "total_memory_gb", "google_benchmark_version",
        "virtual_machine", "governor", "turbo", "load_at_start", "load_at_end",
        "git_commit", "git_modified", "binary", "boot_id", "usable_cpus",
        "usable_cpus_limit", "usable_memory_gb", "usable_memory_limit"}) {
    ASSERT_TRUE(info.contains(key)) << key;
    EXPECT_TRUE(info[key].is_null()) << key;
  }
}

TEST_F(SystemInfoTest, SaysWhatMayBeUsedAndWhy) {
  Write("sys/devices/system/cpu/online", "0-3");
  Write("proc/self/status", "Cpus_allowed_list: 0-1\n");
  Write("proc/meminfo", "MemTotal: 4194304 kB\n");
  const Json info = Read();
  EXPECT_EQ(info["usable_cpus"], 2);
  EXPECT_EQ(info["usable_cpus_limit"], "CPU affinity");
  EXPECT_EQ(info["usable_memory_gb"], 4);
  EXPECT_EQ(info["usable_memory_limit"], nullptr);
  EXPECT_EQ(UsableMachineOf(info).cpus, 2);
  EXPECT_EQ(UsableMachineOf(info).cpus_limit, "CPU affinity");
}

TEST_F(SystemInfoTest, ReportsOfOthersMayUseAllOfTheMachine) {
  const UsableMachine machine =
      UsableMachineOf({{"cpu_count", 8}, {"total_memory_gb", 0.5}});
  EXPECT_EQ(machine.cpus, 8);
  EXPECT_EQ(machine.memory_bytes, 1 << 29);
  EXPECT_FALSE(UsableMachineOf({{"cpu_count", "8"}}).cpus.has_value());
}

TEST_F(SystemInfoTest, GarbageIsNull) {
  Write("proc/cpuinfo", "cpu MHz : fast\nflags\n");
  Write("proc/meminfo", "MemTotal: much\n");
  Write("proc/loadavg", "0.1 0.2\n");
  Write("sys/devices/system/cpu/cpufreq/boost", "?");
  WritePolicy(0, "scaling_cur_freq", "<unknown>");
  const Json info = Read();
  for (const char* key :
       {"cpu_freq", "total_memory_gb", "turbo", "load_at_start", "governor"}) {
    EXPECT_TRUE(info[key].is_null()) << key;
  }
}

TEST_F(SystemInfoTest, ReadsTheProcessor) {
  Write("proc/cpuinfo",
        "processor\t: 0\nmodel name\t: Intel(R) Xeon(R) @ 2.60GHz\n"
        "cpu MHz\t\t: 2600.5\nflags\t\t: fpu hypervisor vme\n\n"
        "processor\t: 1\nmodel name\t: Intel(R) Xeon(R) @ 2.60GHz\n"
        "cpu MHz\t\t: 2601.5\nflags\t\t: fpu hypervisor vme\n");
  const Json info = Read();
  EXPECT_EQ(info["processor"], "Intel(R) Xeon(R) @ 2.60GHz");
  EXPECT_EQ(DumpJson(info["cpu_freq"]),
            R"({"current":2601.0,"min":0.0,"max":0.0})");
  EXPECT_EQ(info["virtual_machine"], true);
}

TEST_F(SystemInfoTest, ARealMachineHasNoHypervisor) {
  Write("proc/cpuinfo", "flags : fpu nohypervisor vme\n");
  EXPECT_EQ(Read()["virtual_machine"], false);
}

TEST_F(SystemInfoTest, ReadsFrequencyAndGovernorOfEachPolicy) {
  Write("proc/cpuinfo", "cpu MHz : 1\n");
  for (int policy : {0, 1}) {
    WritePolicy(policy, "scaling_cur_freq", policy == 0 ? "800000" : "1600000");
    WritePolicy(policy, "scaling_min_freq", "400000");
    WritePolicy(policy, "scaling_max_freq", "3200000");
    WritePolicy(policy, "scaling_governor", "powersave");
  }
  Json info = Read();
  EXPECT_EQ(DumpJson(info["cpu_freq"]),
            R"({"current":1200.0,"min":400.0,"max":3200.0})");
  EXPECT_EQ(info["governor"], "powersave");

  WritePolicy(1, "scaling_governor", "performance");
  EXPECT_EQ(Read()["governor"], "mixed");
}

TEST_F(SystemInfoTest, TurboIsTheOppositeOfNoTurbo) {
  Write("sys/devices/system/cpu/cpufreq/boost", "0\n");
  EXPECT_EQ(Read()["turbo"], false);
  Write("sys/devices/system/cpu/intel_pstate/no_turbo", "0\n");
  EXPECT_EQ(Read()["turbo"], true);
}

TEST_F(SystemInfoTest, ReadsMemoryLoadAndRandomisation) {
  Write("proc/meminfo", "MemFree: 1 kB\nMemTotal:       24641536 kB\n");
  Write("proc/loadavg", "0.87 0.36 0.13 2/84 13978\n");
  Write("proc/sys/kernel/randomize_va_space", "0\n");
  const Json info = Read();
  EXPECT_EQ(info["total_memory_gb"], 23.5);
  EXPECT_EQ(DumpJson(info["load_at_start"]), "[0.87,0.36,0.13]");
  EXPECT_EQ(info["address_randomisation"], false);
}

TEST_F(SystemInfoTest, ReadsTheVersionOfTheMappedLibrary) {
  Write("proc/self/maps",
        "7f-8f r-xp 0 00:1 2 /usr/lib/libbenchmark_main.so.9\n"
        "7f-8f r-xp 0 00:1 2 /usr/lib/libbenchmark.so.1.7.1\n");
  EXPECT_EQ(Read()["google_benchmark_version"], "1.7.1");
}

TEST_F(SystemInfoTest, StatesOurVersion) {
  EXPECT_EQ(Read()["feluda_benchmarks_version"], std::string(Version()));
}

TEST_F(SystemInfoTest, ReadsWhatTellsBinariesAndMachinesApart) {
  Write("proc/self/exe", "a program");
  Write("proc/sys/kernel/random/boot_id", "e8b2-4f\n");
  const Json info = Read();
  EXPECT_EQ(info["boot_id"], "e8b2-4f");
  Write("proc/self/exe", "another");
  EXPECT_NE(Read()["binary"], info["binary"]);
}

TEST_F(SystemInfoTest, ReadsTheCommitOfTheWorkspace) {
  const std::string hash(40, 'a');
  Write("tree/.git/HEAD", hash);
  setenv("BUILD_WORKSPACE_DIRECTORY", (root_ / "tree").c_str(), 1);
  EXPECT_EQ(Read()["git_commit"], hash);
  EXPECT_TRUE(Read()["git_modified"].is_null()) << "that is no commit";
  unsetenv("BUILD_WORKSPACE_DIRECTORY");
}

TEST(SystemInfoOfThisMachineTest, IsThere) {
  const Json info = ReadSystemInfo("", absl::Now());
  EXPECT_THAT(info["platform"].get<std::string>(),
              MatchesRegex("Linux-.+-with-glibc2\\.[0-9]+"));
  EXPECT_GE(info["cpu_count"], 1);
  EXPECT_TRUE(info["binary"].is_string());
  EXPECT_GT(info["total_memory_gb"], 0);
  EXPECT_EQ(info["load_at_start"].size(), 3);
}

TEST(PlatformNameTest, LooksLikePythons) {
  EXPECT_EQ(PlatformName("Linux", "6.1.0-13-amd64", "x86_64", "glibc2.36"),
            "Linux-6.1.0-13-amd64-x86_64-with-glibc2.36");
  EXPECT_EQ(PlatformName("Linux", "6.1 (my/own):--1", "x86_64", "glibc2.36"),
            "Linux-6.1_-my-own-1-x86_64-with-glibc2.36");
}

TEST(FormatTimestampTest, HasMicrosecondsAndTheOffset) {
  EXPECT_THAT(FormatTimestamp(absl::UnixEpoch() + absl::Microseconds(1500007)),
              MatchesRegex("19(69|70)-..-..T..:..:01\\.500007[+-]..:.."));
}

}  // namespace
}  // namespace feluda
