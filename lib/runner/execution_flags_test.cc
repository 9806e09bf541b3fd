#include "lib/runner/execution_flags.h"

#include <string>
#include <vector>

#include "absl/flags/declare.h"
#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "lib/fixture/manual_registry.h"
#include "lib/testing/temporary_directory.h"

ABSL_DECLARE_FLAG(bool, feluda_isolate);
ABSL_DECLARE_FLAG(absl::Duration, feluda_timeout);
ABSL_DECLARE_FLAG(int64_t, feluda_memory_limit_mb);

namespace feluda {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// What is said on stderr before the benchmarks run.
std::string Told(bool isolated, bool interleaved) {
  const absl::FlagSaver saver;
  absl::SetFlag(&FLAGS_feluda_isolate, isolated);
  DeclareManual("hash/long", {{300, absl::Minutes(3)}});
  const TemporaryDirectory directory;
  OutputOptions outputs;
  outputs.results_dir = directory.path().string();
  CommandLine command_line;
  command_line.random_interleaving = interleaved;
  testing::internal::CaptureStderr();
  MakeExecution(command_line, outputs, RoundsRequest(), nullptr,
                Selection({"hash/short", "hash/long/seconds:300"}));
  return testing::internal::GetCapturedStderr();
}

TEST(ExecutionFlagsTest, NamesLongBenchmarksHoweverTheyRun) {
  for (const bool isolated : {true, false}) {
    const std::string told = Told(isolated, /*interleaved=*/false);
    EXPECT_THAT(told, HasSubstr("These take long:\n"
                                "  hash/long/seconds:300  about 3 min 0 s"))
        << isolated;
    EXPECT_THAT(told, Not(HasSubstr("hash/short"))) << isolated;
  }
  EXPECT_THAT(Told(/*isolated=*/true, /*interleaved=*/true),
              testing::AllOf(HasSubstr("needs one process for all benchmarks"),
                             HasSubstr("hash/long/seconds:300")));
}

TEST(ExecutionFlagsTest, LimitsThatMakeNoSenseAreToldWithTheRemedy) {
  const absl::FlagSaver saver;
  std::vector<std::string> mistakes;
  CheckLimits(mistakes);
  EXPECT_THAT(mistakes, IsEmpty());
  absl::SetFlag(&FLAGS_feluda_timeout, absl::ZeroDuration());
  absl::SetFlag(&FLAGS_feluda_memory_limit_mb, -1);
  CheckLimits(mistakes);
  EXPECT_THAT(
      mistakes,
      ElementsAre("--feluda_timeout: say a time above 0, such as 90s or 10m",
                  "--feluda_memory_limit_mb: say MiB from 1 to 1099511627776, "
                  "or 0 for no limit"));
}

}  // namespace
}  // namespace feluda
