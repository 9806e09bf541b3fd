#include "lib/provenance/machine/usable_machine.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

namespace fs = std::filesystem;

// Empty where the file cannot be read.
std::string ReadText(const fs::path& path) {
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return std::string(absl::StripAsciiWhitespace(text));
}

std::vector<std::string> ReadLines(const fs::path& path) {
  return absl::StrSplit(ReadText(path), '\n', absl::SkipEmpty());
}

std::optional<double> PositiveNumber(absl::string_view text) {
  double number;
  if (!absl::SimpleAtod(text, &number) || !(number > 0)) return std::nullopt;
  return number;
}

// What follows "key:" in a file of such lines.
std::string ReadValue(const fs::path& path, absl::string_view key) {
  for (const std::string& line : ReadLines(path)) {
    absl::string_view rest = line;
    if (absl::ConsumePrefix(&rest, key) && absl::ConsumePrefix(&rest, ":")) {
      return std::string(absl::StripAsciiWhitespace(rest));
    }
  }
  return "";
}

std::set<int> CpusOf(absl::string_view list) {
  const auto cpus = ParseCpuList(list).value_or(std::vector<int>());
  return std::set<int>(cpus.begin(), cpus.end());
}

// The affinity mask may name CPUs that are not there.
void ReadAffinity(const fs::path& base, UsableMachine& machine) {
  const std::set<int> online =
      CpusOf(ReadText(base / "sys/devices/system/cpu/online"));
  const std::set<int> allowed =
      CpusOf(ReadValue(base / "proc/self/status", "Cpus_allowed_list"));
  std::set<int> both;
  std::set_intersection(online.begin(), online.end(), allowed.begin(),
                        allowed.end(), std::inserter(both, both.end()));
  const std::set<int>& usable = both.empty() ? online : both;
  if (usable.empty()) return;
  machine.cpus = static_cast<double>(usable.size());
  if (usable.size() < online.size()) machine.cpus_limit = "CPU affinity";
}

void ReadTotalMemory(const fs::path& base, UsableMachine& machine) {
  const std::string text = ReadValue(base / "proc/meminfo", "MemTotal");
  constexpr double kBytesPerKibibyte = 1024;
  const std::pair<absl::string_view, absl::string_view> words =
      absl::StrSplit(text, absl::MaxSplits(' ', 1));
  if (const auto kib = PositiveNumber(words.first)) {
    machine.memory_bytes = *kib * kBytesPerKibibyte;
  }
}

// Where a hierarchy of cgroups is mounted, and which of them is seen there.
struct CgroupMount {
  fs::path point;
  std::string seen;
};

// The mount of the hierarchy with `controller` of version 1, or that of version
// 2 where it is empty. A line of mountinfo is "36 35 0:31 /seen /point options
// ... - cgroup cgroup rw,cpu,cpuacct".
std::optional<CgroupMount> FindMount(const fs::path& base,
                                     absl::string_view controller) {
  for (const std::string& line : ReadLines(base / "proc/self/mountinfo")) {
    const std::pair<absl::string_view, absl::string_view> halves =
        absl::StrSplit(line, absl::MaxSplits(" - ", 1));
    const std::vector<std::string> mount = absl::StrSplit(halves.first, ' ');
    const std::vector<std::string> kind = absl::StrSplit(halves.second, ' ');
    if (mount.size() < 5 || kind.size() < 3) continue;
    if (kind[0] != (controller.empty() ? "cgroup2" : "cgroup")) continue;
    const std::vector<absl::string_view> options = absl::StrSplit(kind[2], ',');
    if (!controller.empty() && std::find(options.begin(), options.end(),
                                         controller) == options.end()) {
      continue;
    }
    // Blanks are octal there.
    const std::string point = absl::StrReplaceAll(mount[4], {{"\\040", " "}});
    return CgroupMount{base / std::string(absl::StripPrefix(point, "/")),
                       absl::StrReplaceAll(mount[3], {{"\\040", " "}})};
  }
  return std::nullopt;
}

// The process's cgroup in that hierarchy; nullopt where it is in none. A line
// is "4:cpu,cpuacct:/path", or "0::/path" of version 2.
std::optional<std::string> FindCgroup(const fs::path& base,
                                      absl::string_view controller) {
  for (const std::string& line : ReadLines(base / "proc/self/cgroup")) {
    const std::vector<absl::string_view> parts =
        absl::StrSplit(line, absl::MaxSplits(':', 2));
    if (parts.size() != 3) continue;
    const std::vector<absl::string_view> controllers =
        absl::StrSplit(parts[1], ',');
    const bool is_it = std::find(controllers.begin(), controllers.end(),
                                 controller) != controllers.end();
    if (is_it) return std::string(parts[2]);
  }
  return std::nullopt;
}

// The folders of the process's cgroup and of its parents, as far as they are
// seen. A container sees its own cgroup as the root of the mount.
std::vector<fs::path> CgroupFolders(const fs::path& base,
                                    absl::string_view controller) {
  const std::optional<CgroupMount> mount = FindMount(base, controller);
  std::optional<std::string> cgroup = FindCgroup(base, controller);
  if (!mount.has_value() || !cgroup.has_value()) return {};
  absl::string_view below = *cgroup;
  if (mount->seen != "/") {
    const bool is_below = absl::ConsumePrefix(&below, mount->seen) &&
                          (below.empty() || below.front() == '/');
    if (!is_below) below = "";
  }
  std::vector<fs::path> folders = {mount->point};
  for (const absl::string_view name :
       absl::StrSplit(below, '/', absl::SkipEmpty())) {
    // Outside of what the process's namespace of cgroups sees.
    if (name == "..") return {mount->point};
    folders.push_back(folders.back() / std::string(name));
  }
  return folders;
}

// CPUs by "150000 100000", the quota and its period, or "max 100000".
std::optional<double> QuotaOfVersion2(const fs::path& folder) {
  const std::pair<absl::string_view, absl::string_view> words =
      absl::StrSplit(ReadText(folder / "cpu.max"), absl::MaxSplits(' ', 1));
  const auto quota = PositiveNumber(words.first);
  const auto period = PositiveNumber(words.second);
  if (!quota.has_value() || !period.has_value()) return std::nullopt;
  return *quota / *period;
}

// A quota of -1 is none.
std::optional<double> QuotaOfVersion1(const fs::path& folder) {
  const auto quota = PositiveNumber(ReadText(folder / "cpu.cfs_quota_us"));
  const auto period = PositiveNumber(ReadText(folder / "cpu.cfs_period_us"));
  if (!quota.has_value() || !period.has_value()) return std::nullopt;
  return *quota / *period;
}

// Where the file is shown: without the `root` of tests.
std::string Shown(const fs::path& base, const fs::path& path) {
  return absl::StrCat("/", path.lexically_relative(base).string());
}

void Lower(double limit, const std::string& file, std::optional<double>& value,
           std::string& from) {
  if (value.has_value() && limit >= *value) return;
  value = limit;
  from = file;
}

void ReadCpuQuotas(const fs::path& base, UsableMachine& machine) {
  for (const fs::path& folder : CgroupFolders(base, "")) {
    if (const auto cpus = QuotaOfVersion2(folder)) {
      Lower(*cpus, Shown(base, folder / "cpu.max"), machine.cpus,
            machine.cpus_limit);
    }
  }
  for (const fs::path& folder : CgroupFolders(base, "cpu")) {
    if (const auto cpus = QuotaOfVersion1(folder)) {
      Lower(*cpus, Shown(base, folder / "cpu.cfs_quota_us"), machine.cpus,
            machine.cpus_limit);
    }
  }
}

// "max" and the huge number of version 1 are no limits.
void ReadMemoryLimits(const fs::path& base, UsableMachine& machine) {
  struct Hierarchy {
    absl::string_view controller;
    const char* file;
  };
  for (const auto& [controller, file] :
       {Hierarchy{"", "memory.max"},
        Hierarchy{"memory", "memory.limit_in_bytes"}}) {
    for (const fs::path& folder : CgroupFolders(base, controller)) {
      const auto bytes = PositiveNumber(ReadText(folder / file));
      constexpr double kNoLimit = 1e18;
      if (!bytes.has_value() || *bytes >= kNoLimit) continue;
      Lower(*bytes, Shown(base, folder / file), machine.memory_bytes,
            machine.memory_limit);
    }
  }
}

}  // namespace

std::optional<std::vector<int>> ParseCpuList(absl::string_view text) {
  constexpr int kMaxCpus = 1 << 16;
  std::vector<int> cpus;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    const std::vector<absl::string_view> ends = absl::StrSplit(part, '-');
    int first;
    int last;
    if (ends.size() > 2 || !absl::SimpleAtoi(ends.front(), &first) ||
        !absl::SimpleAtoi(ends.back(), &last)) {
      return std::nullopt;
    }
    if (first < 0 || last < first || last >= kMaxCpus) return std::nullopt;
    for (int cpu = first; cpu <= last; ++cpu) cpus.push_back(cpu);
  }
  return cpus;
}

UsableMachine ReadUsableMachine(absl::string_view root) {
  const fs::path base = absl::StrCat(root, "/");
  UsableMachine machine;
  ReadAffinity(base, machine);
  ReadTotalMemory(base, machine);
  ReadCpuQuotas(base, machine);
  ReadMemoryLimits(base, machine);
  return machine;
}

}  // namespace feluda
