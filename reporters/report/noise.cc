#include "reporters/report/noise.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "lib/runs/counters.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;

bool IsTrue(const Json& info, const char* key) {
  const auto found = info.find(key);
  return found != info.end() && found->is_boolean() && found->get<bool>();
}

std::optional<Noise> FrequencyNoise(const Json& info) {
  const auto governor = info.find("governor");
  if (governor == info.end() || *governor == "performance") return std::nullopt;
  if (!governor->is_string()) {
    return Noise{
        "frequency unknown",
        "the kernel does not tell whether the CPUs change their speed"};
  }
  return Noise{
      absl::StrCat("frequency governor ", governor->get<std::string>()),
      "the CPUs change their speed with the work they have; `cpupower "
      "frequency-set -g performance` stops that"};
}

// The average over the last minute, where it is more than that share of the
// CPUs.
std::optional<Noise> LoadNoise(const Json& info, const char* key, double share,
                               absl::string_view when, absl::string_view why) {
  const auto load = info.find(key);
  const auto cpus = info.find("cpu_count");
  if (load == info.end() || !load->is_array() || load->empty() ||
      !load->front().is_number() || cpus == info.end() || !cpus->is_number()) {
    return std::nullopt;
  }
  const double average = load->front().get<double>();
  // False of NaN.
  const bool is_high = average > share * cpus->get<double>();
  if (!is_high || !std::isfinite(average)) return std::nullopt;
  return Noise{absl::StrFormat("load of %.1f on %.0f CPUs at the %s", average,
                               cpus->get<double>(), when),
               std::string(why)};
}

}  // namespace

std::vector<Noise> MachineNoise(const Json& system_info) {
  std::vector<Noise> all;
  const auto add = [&](const std::optional<Noise>& noise) {
    if (noise.has_value()) all.push_back(*noise);
  };
  if (IsTrue(system_info, "virtual_machine")) {
    add(Noise{"virtual machine",
              "its host may give the CPUs to others at any time"});
  }
  add(FrequencyNoise(system_info));
  if (IsTrue(system_info, "turbo")) {
    add(Noise{"turbo on",
              "the speed depends on how many CPUs work and how warm they are"});
  }
  if (IsTrue(system_info, "address_randomisation")) {
    add(Noise{"addresses randomised",
              "code and data lie elsewhere in each process; `setarch -R` stops "
              "that"});
  }
  add(LoadNoise(system_info, "load_at_start", 0.5, "start",
                "something else was at work"));
  add(LoadNoise(system_info, "load_at_end", 1, "end",
                "more was at work than there are CPUs"));
  return all;
}

std::string NoiseList(const std::vector<Noise>& noise) {
  return absl::StrJoin(noise, ", ", [](std::string* out, const Noise& each) {
    out->append(each.what);
  });
}

std::vector<VaryingTime> VaryingTimes(const std::vector<Result>& results) {
  std::vector<VaryingTime> all;
  std::map<std::string, size_t> places;
  for (const Result& result : results) {
    if (!result.Succeeded()) continue;
    const double cv = Get(result.counters, sample::kCv).value_or(0);
    if (!(cv > kSteadyCv)) continue;
    const double samples = Get(result.counters, sample::kCount).value_or(0);
    const auto [place, is_new] = places.emplace(result.Name(), all.size());
    if (is_new) {
      all.push_back({result.Name(), cv, samples});
      continue;
    }
    VaryingTime& time = all[place->second];
    time.cv = std::max(time.cv, cv);
    time.samples += samples;
    ++time.repetitions;
  }
  std::stable_sort(
      all.begin(), all.end(),
      [](const auto& one, const auto& other) { return one.cv > other.cv; });
  return all;
}

}  // namespace feluda
