#include "lib/runner/selection/shard.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "lib/runs/families.h"

namespace feluda {
namespace {

constexpr char kTotal[] = "TEST_TOTAL_SHARDS";
constexpr char kIndex[] = "TEST_SHARD_INDEX";
constexpr char kStatusFile[] = "TEST_SHARD_STATUS_FILE";

absl::Status TouchStatusFile() {
  const char* path = std::getenv(kStatusFile);
  if (path == nullptr || *path == '\0') return absl::OkStatus();
  errno = 0;
  if (std::ofstream(path, std::ios::app)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(kStatusFile, "=", path, ": cannot be written, ",
                   std::strerror(errno), "; unset it or name another file"));
}

absl::StatusOr<int> Number(const char* variable, const char* value, int min,
                           int max, const std::string& remedy) {
  int number;
  if (absl::SimpleAtoi(value, &number) && min <= number && number <= max) {
    return number;
  }
  return absl::InvalidArgumentError(
      absl::StrCat(variable, "=", value, ": say ", remedy));
}

}  // namespace

absl::StatusOr<std::optional<Shard>> ShardFromEnvironment() {
  const absl::Status touched = TouchStatusFile();
  if (!touched.ok()) return touched;
  const char* total_text = std::getenv(kTotal);
  const char* index_text = std::getenv(kIndex);
  if (total_text == nullptr && index_text == nullptr) return std::nullopt;
  if (total_text == nullptr || index_text == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(
        kTotal, " and ", kIndex, ": set both, or neither to run all"));
  }
  constexpr int kMax = 1'000'000;
  const auto total = Number(kTotal, total_text, 1, kMax,
                            "how many shards there are, 1 or more");
  if (!total.ok()) return total.status();
  const auto index =
      Number(kIndex, index_text, 0, *total - 1,
             absl::StrCat("which one this is, from 0 to ", *total - 1));
  if (!index.ok()) return index.status();
  return Shard{*index, *total};
}

std::vector<std::string> OfShard(const Shard& shard,
                                 const std::vector<std::string>& names) {
  std::map<std::string, int> shard_of_family;
  std::vector<std::string> mine;
  int next = 0;
  for (const std::string& name : names) {
    const auto [family, is_new] =
        shard_of_family.try_emplace(FamilyName(name), next);
    if (is_new) next = (next + 1) % shard.total;
    if (family->second == shard.index) mine.push_back(name);
  }
  return mine;
}

}  // namespace feluda
