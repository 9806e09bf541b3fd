#include "lib/provenance/provenance.h"

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "benchmark/benchmark.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace feluda {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::StartsWith;

const absl::Time kStarted = absl::FromCivil(
    absl::CivilSecond(2026, 11, 23, 9, 5, 7), absl::LocalTimeZone());

std::vector<std::string> Keys(const nlohmann::ordered_json& object) {
  std::vector<std::string> keys;
  for (const auto& item : object.items()) keys.push_back(item.key());
  return keys;
}

TEST(ContextTest, HasWhatReadersOfGoogleBenchmarkExpect) {
  const Provenance provenance = CaptureProvenance("bench/operators", kStarted);
  EXPECT_THAT(Keys(provenance.benchmark),
              AllOf(Contains("host_name"), Contains("num_cpus"),
                    Contains("mhz_per_cpu"), Contains("caches"),
                    Contains("load_avg"), Contains("library_build_type")));
  EXPECT_EQ(provenance.benchmark["executable"], "bench/operators");
  EXPECT_EQ(provenance.benchmark["json_schema_version"], 1);
  EXPECT_THAT(provenance.benchmark["date"].get<std::string>(),
              StartsWith("2026-11-23T09:05:07"));
}

TEST(ContextTest, HasTheSystemInfo) {
  const Provenance provenance = CaptureProvenance("x", kStarted);
  EXPECT_THAT(provenance.system_info["platform"].get<std::string>(),
              StartsWith("Linux-"));
  EXPECT_THAT(provenance.system_info["timestamp"].get<std::string>(),
              StartsWith("2026-11-23T09:05:07.000000"));
}

TEST(ContextTest, HasTheCustomContext) {
  benchmark::AddCustomContext("data set", "small \"one\"");
  const Provenance provenance = CaptureProvenance("x", kStarted);
  EXPECT_EQ(provenance.benchmark["data set"], "small \"one\"");
}

}  // namespace
}  // namespace feluda
