#include "lib/provenance/system_info.h"

#include <gnu/libc-version.h>
#include <sys/personality.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "lib/files/file_hash.h"
#include "lib/provenance/build_info.h"
#include "lib/provenance/git/git_commit.h"
#include "lib/provenance/git/working_tree.h"
#include "lib/provenance/version.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// Returns the file's text without blanks around it; nullopt if it cannot be
// read or is empty.
std::optional<std::string> ReadTrimmed(const fs::path& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::string trimmed(absl::StripAsciiWhitespace(text));
  if (trimmed.empty()) return std::nullopt;
  return trimmed;
}

std::optional<double> ReadNumber(const fs::path& path) {
  const std::optional<std::string> text = ReadTrimmed(path);
  double number;
  if (!text.has_value() || !absl::SimpleAtod(*text, &number)) {
    return std::nullopt;
  }
  return number;
}

template <typename T>
Json OrNull(const std::optional<T>& value) {
  return value.has_value() ? Json(*value) : Json(nullptr);
}

// Returns the values of `key` in lines of the form "key : value".
std::vector<std::string> ReadValues(const fs::path& path,
                                    absl::string_view key) {
  std::vector<std::string> values;
  const std::string text = ReadTrimmed(path).value_or("");
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(':', 1));
    if (absl::StripAsciiWhitespace(parts.first) != key) continue;
    values.emplace_back(absl::StripAsciiWhitespace(parts.second));
  }
  return values;
}

double Mean(const std::vector<double>& values) {
  double sum = 0;
  for (double value : values) sum += value;
  return values.empty() ? 0 : sum / values.size();
}

// Returns one directory for each group of CPUs that change their frequency
// together.
std::vector<fs::path> FrequencyPolicies(const fs::path& root) {
  std::vector<fs::path> policies;
  std::error_code ignored;
  const fs::path all = root / "sys/devices/system/cpu/cpufreq";
  for (const auto& entry : fs::directory_iterator(all, ignored)) {
    if (absl::StartsWith(entry.path().filename().string(), "policy")) {
      policies.push_back(entry.path());
    }
  }
  std::sort(policies.begin(), policies.end());
  return policies;
}

Json FrequencyFromPolicies(const std::vector<fs::path>& policies) {
  std::vector<double> current, min, max;
  for (const fs::path& policy : policies) {
    std::optional<double> now = ReadNumber(policy / "scaling_cur_freq");
    if (!now.has_value()) now = ReadNumber(policy / "cpuinfo_cur_freq");
    if (!now.has_value()) continue;
    constexpr double kKiloHertzPerMegaHertz = 1000;
    current.push_back(*now / kKiloHertzPerMegaHertz);
    min.push_back(ReadNumber(policy / "scaling_min_freq").value_or(0) /
                  kKiloHertzPerMegaHertz);
    max.push_back(ReadNumber(policy / "scaling_max_freq").value_or(0) /
                  kKiloHertzPerMegaHertz);
  }
  if (current.empty()) return nullptr;
  return {{"current", Mean(current)}, {"min", Mean(min)}, {"max", Mean(max)}};
}

Json Frequency(const fs::path& root) {
  Json frequency = FrequencyFromPolicies(FrequencyPolicies(root));
  if (!frequency.is_null()) return frequency;
  std::vector<double> current;
  for (const std::string& text : ReadValues(root / "proc/cpuinfo", "cpu MHz")) {
    double mhz;
    if (absl::SimpleAtod(text, &mhz)) current.push_back(mhz);
  }
  if (current.empty()) return nullptr;
  return {{"current", Mean(current)}, {"min", 0.0}, {"max", 0.0}};
}

Json Processor(const fs::path& root) {
  const auto names = ReadValues(root / "proc/cpuinfo", "model name");
  return names.empty() ? Json(nullptr) : Json(names.front());
}

Json TotalMemoryGib(const fs::path& root) {
  for (absl::string_view text : ReadValues(root / "proc/meminfo", "MemTotal")) {
    double kib;
    const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
    if (absl::SimpleAtod(words.front(), &kib)) return kib / (1024 * 1024);
  }
  return nullptr;
}

// Only x86 lists flags; on other processors this stays unknown.
Json VirtualMachine(const fs::path& root) {
  for (absl::string_view flags : ReadValues(root / "proc/cpuinfo", "flags")) {
    return absl::StrContains(absl::StrCat(" ", flags, " "), " hypervisor ");
  }
  return nullptr;
}

Json Governor(const fs::path& root) {
  std::set<std::string> governors;
  for (const fs::path& policy : FrequencyPolicies(root)) {
    const auto governor = ReadTrimmed(policy / "scaling_governor");
    if (governor.has_value()) governors.insert(*governor);
  }
  if (governors.empty()) return nullptr;
  return governors.size() == 1 ? *governors.begin() : "mixed";
}

Json Turbo(const fs::path& root) {
  const fs::path cpu = root / "sys/devices/system/cpu";
  const auto off = ReadNumber(cpu / "intel_pstate/no_turbo");
  if (off.has_value()) return *off == 0;
  const auto on = ReadNumber(cpu / "cpufreq/boost");
  if (on.has_value()) return *on != 0;
  return nullptr;
}

Json AddressRandomisation(const fs::path& root) {
  constexpr uint32_t kOnlyAsk = 0xffffffff;
  if (personality(kOnlyAsk) & ADDR_NO_RANDOMIZE) return false;
  const auto mode = ReadNumber(root / "proc/sys/kernel/randomize_va_space");
  return mode.has_value() ? Json(*mode != 0) : Json(nullptr);
}

// Read from the name of the file that the loader mapped, since the library does
// not tell its version.
Json GoogleBenchmarkVersion(const fs::path& root) {
  const std::string maps = ReadTrimmed(root / "proc/self/maps").value_or("");
  constexpr absl::string_view kLibrary = "/libbenchmark.so.";
  for (absl::string_view line : absl::StrSplit(maps, '\n')) {
    const size_t at = line.find(kLibrary);
    if (at == absl::string_view::npos) continue;
    return std::string(line.substr(at + kLibrary.size()));
  }
  return nullptr;
}

constexpr double kBytesPerGibibyte = 1 << 30;

void AddUsableMachine(const UsableMachine& machine, Json& info) {
  const auto limit = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  info["usable_cpus"] = OrNull(machine.cpus);
  info["usable_cpus_limit"] = limit(machine.cpus_limit);
  info["usable_memory_gb"] =
      machine.memory_bytes.has_value()
          ? Json(*machine.memory_bytes / kBytesPerGibibyte)
          : Json(nullptr);
  info["usable_memory_limit"] = limit(machine.memory_limit);
}

std::optional<double> PositiveNumber(const Json& info, const char* key) {
  const auto found = info.find(key);
  if (found == info.end() || !found->is_number()) return std::nullopt;
  const double value = found->get<double>();
  if (!(value > 0)) return std::nullopt;
  return value;
}

std::string TextOf(const Json& info, const char* key) {
  const auto found = info.find(key);
  return found == info.end() || !found->is_string() ? ""
                                                    : found->get<std::string>();
}

// Adds the commit of the tree that the program was built in.
void AddCommit(const fs::path& base, Json& info) {
  info["git_commit"] = nullptr;
  info["git_modified"] = nullptr;
  std::error_code no_link;
  const fs::path program = fs::read_symlink(base / "proc/self/exe", no_link);
  const std::optional<std::string> tree = WorkingTree(program.string());
  if (!tree.has_value()) return;
  const std::optional<std::string> commit = GitCommit(*tree);
  if (!commit.has_value()) return;
  info["git_commit"] = *commit;
  info["git_modified"] = OrNull(IsModified(*tree));
}

}  // namespace

std::string PlatformName(absl::string_view system, absl::string_view release,
                         absl::string_view machine,
                         absl::string_view c_library) {
  std::string name = absl::StrReplaceAll(
      absl::StrJoin(
          {system, release, machine, absl::string_view("with"), c_library},
          "-"),
      {{" ", "_"},
       {"/", "-"},
       {"\\", "-"},
       {":", "-"},
       {";", "-"},
       {"\"", "-"},
       {"(", "-"},
       {")", "-"}});
  while (absl::StrReplaceAll({{"--", "-"}}, &name) > 0) {
  }
  return name;
}

std::string FormatTimestamp(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6S%Ez", time,
                          absl::LocalTimeZone());
}

Json ReadLoadAverage(absl::string_view root) {
  const fs::path path = absl::StrCat(root, "/proc/loadavg");
  const std::string text = ReadTrimmed(path).value_or("");
  const std::vector<absl::string_view> words = absl::StrSplit(text, ' ');
  Json load = Json::array();
  for (size_t i = 0; i < 3 && i < words.size(); ++i) {
    double average;
    if (absl::SimpleAtod(words[i], &average)) load.push_back(average);
  }
  return load.size() == 3 ? load : Json(nullptr);
}

Json ReadSystemInfo(absl::string_view root, absl::Time started) {
  const fs::path base = absl::StrCat(root, "/");
  utsname name = {};
  uname(&name);

  Json info = Json::object();
  info["platform"] =
      PlatformName(name.sysname, name.release, name.machine,
                   absl::StrCat("glibc", gnu_get_libc_version()));
  info["processor"] = Processor(base);
  info["cpu_count"] = sysconf(_SC_NPROCESSORS_ONLN);
  info["cpu_freq"] = Frequency(base);
  info["total_memory_gb"] = TotalMemoryGib(base);
  info["timestamp"] = FormatTimestamp(started);
  info["kernel"] = std::string(name.release);
  info.update(ReadBuildInfo());
  info["feluda_benchmarks_version"] = std::string(Version());
  info["google_benchmark_version"] = GoogleBenchmarkVersion(base);
  info["virtual_machine"] = VirtualMachine(base);
  info["governor"] = Governor(base);
  info["turbo"] = Turbo(base);
  info["address_randomisation"] = AddressRandomisation(base);
  info["load_at_start"] = ReadLoadAverage(root);
  info["load_at_end"] = nullptr;
  AddCommit(base, info);
  info["binary"] = OrNull(HashFile(base / "proc/self/exe"));
  info["boot_id"] =
      OrNull(ReadTrimmed(base / "proc/sys/kernel/random/boot_id"));
  AddUsableMachine(ReadUsableMachine(root), info);
  return info;
}

UsableMachine UsableMachineOf(const Json& info) {
  UsableMachine machine;
  machine.cpus = PositiveNumber(info, "usable_cpus");
  machine.cpus_limit = TextOf(info, "usable_cpus_limit");
  if (!machine.cpus.has_value()) {
    machine.cpus = PositiveNumber(info, "cpu_count");
  }
  std::optional<double> gibibytes = PositiveNumber(info, "usable_memory_gb");
  machine.memory_limit = TextOf(info, "usable_memory_limit");
  if (!gibibytes.has_value()) {
    gibibytes = PositiveNumber(info, "total_memory_gb");
  }
  if (gibibytes.has_value()) {
    machine.memory_bytes = *gibibytes * kBytesPerGibibyte;
  }
  return machine;
}

}  // namespace feluda
