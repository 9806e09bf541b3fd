// Spreads a list of benchmarks over processes by Bazel's protocol for tests:
// each of TEST_TOTAL_SHARDS processes is told its TEST_SHARD_INDEX and runs its
// share, on the same machine or on others.
//
// What is spread are families (families.h), since the rows of a complexity are
// made of all members: the first family in the list goes to shard 0, the next
// to shard 1, and so on round. That depends on the list alone, so it takes the
// same filter everywhere; how long a benchmark takes does not count.

#ifndef LIB_RUNNER_SELECTION_SHARD_H_
#define LIB_RUNNER_SELECTION_SHARD_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace feluda {

struct Shard {
  // From 0 to total - 1.
  int index = 0;
  int total = 1;
};

// What the environment says; nullopt where it says nothing. Touches the file
// TEST_SHARD_STATUS_FILE, which tells Bazel that sharding is supported. Error:
// InvalidArgument, names the variable and the remedy.
absl::StatusOr<std::optional<Shard>> ShardFromEnvironment();

// Those of the benchmarks that the shard runs, in their order. Every benchmark
// is in exactly one shard.
std::vector<std::string> OfShard(const Shard& shard,
                                 const std::vector<std::string>& names);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_SHARD_H_
