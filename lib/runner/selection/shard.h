// Spreads a list of benchmarks over processes by Bazel's protocol for tests:
// each of TEST_TOTAL_SHARDS processes is told its TEST_SHARD_INDEX and runs its
// share, on the same machine or on others.
//
// Families (families.h) stay together, since complexity is fitted to all
// members: the first family in the list goes to shard 0, the next to shard 1,
// and so on in turn. The list alone decides, so all shards must be run with the
// same filter; how long benchmarks take is not considered.

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

// Reads the shard from the environment; nullopt if it says nothing. Touches the
// file TEST_SHARD_STATUS_FILE, which tells Bazel that sharding is supported.
// Error: InvalidArgument, which names the variable and the remedy.
absl::StatusOr<std::optional<Shard>> ShardFromEnvironment();

// Returns the benchmarks that the shard runs, in their order. Every benchmark
// is in exactly one shard.
std::vector<std::string> OfShard(const Shard& shard,
                                 const std::vector<std::string>& names);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_SHARD_H_
