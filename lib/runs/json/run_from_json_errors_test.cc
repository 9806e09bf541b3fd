#include <cmath>
#include <cstdint>
#include <functional>

#include "gtest/gtest.h"
#include "lib/runs/json/run_from_json.h"
#include "lib/text/json_text.h"
#include "nlohmann/json.hpp"

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using BenchmarkRun = benchmark::BenchmarkReporter::Run;

Json MakeJson() {
  return ParseJson(R"({"name": "sort/8", "iterations": 4, "real_time": 2.5,
                         "cpu_time": 1.25, "time_unit": "ms"})");
}

struct ErrorCase {
  const char* name;
  std::function<void(Json&)> change;
  const char* message;
};

class BadRunTest : public testing::TestWithParam<ErrorCase> {};

TEST_P(BadRunTest, ErrorNamesBenchmarkAndKey) {
  Json json = MakeJson();
  GetParam().change(json);
  const absl::StatusOr<BenchmarkRun> run = RunFromJson(json);
  EXPECT_EQ(run.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(run.status().message(), GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    Runs, BadRunTest,
    testing::Values(
        ErrorCase{"NoObject", [](Json& json) { json = 3; },
                  "is no JSON object"},
        ErrorCase{"NoName", [](Json& json) { json.erase("name"); },
                  "name is missing"},
        ErrorCase{"NameIsANumber", [](Json& json) { json["name"] = 3; },
                  "name is 3, not a string"},
        ErrorCase{"NoTime", [](Json& json) { json.erase("real_time"); },
                  "\"sort/8\": real_time is missing"},
        ErrorCase{"TimeIsText", [](Json& json) { json["cpu_time"] = "fast"; },
                  "\"sort/8\": cpu_time is a string, not a number"},
        ErrorCase{"NoIterations", [](Json& json) { json.erase("iterations"); },
                  "\"sort/8\": iterations is missing"},
        ErrorCase{"HalfAnIteration",
                  [](Json& json) { json["iterations"] = 2.5; },
                  "\"sort/8\": iterations is 2.5, not a whole number"},
        ErrorCase{"NullIterations",
                  [](Json& json) { json["iterations"] = nullptr; },
                  "\"sort/8\": iterations is null, not a whole number"},
        ErrorCase{"NanIterations", [](Json& json) { json["iterations"] = NAN; },
                  "\"sort/8\": iterations is null, not a whole number"},
        ErrorCase{"TooManyIterations",
                  [](Json& json) { json["iterations"] = UINT64_MAX; },
                  "\"sort/8\": iterations is 18446744073709551615, not a "
                  "whole number"},
        ErrorCase{"FarTooManyIterations",
                  [](Json& json) { json["iterations"] = 9.3e18; },
                  "\"sort/8\": iterations is 9.3e+18, not a whole number"},
        ErrorCase{"NegativeIterations",
                  [](Json& json) { json["iterations"] = -1; },
                  "\"sort/8\": iterations is negative"},
        ErrorCase{"ThreadsAreText", [](Json& json) { json["threads"] = "2"; },
                  "\"sort/8\": threads is a string, not a whole number"},
        ErrorCase{"NoTimeUnit", [](Json& json) { json.erase("time_unit"); },
                  "\"sort/8\": time_unit is missing"},
        ErrorCase{"UnknownTimeUnit",
                  [](Json& json) { json["time_unit"] = "h\n"; },
                  "\"sort/8\": time_unit is \"h\\n\", which is unknown"},
        ErrorCase{"UnknownRunType",
                  [](Json& json) { json["run_type"] = "both"; },
                  "\"sort/8\": run_type is \"both\", which is unknown"},
        ErrorCase{"AggregateNameOfOtherType",
                  [](Json& json) {
                    json["run_type"] = "aggregate";
                    json["aggregate_name"] = 1;
                  },
                  "\"sort/8\": aggregate_name is 1, not a string"},
        ErrorCase{"UnknownComplexity",
                  [](Json& json) {
                    json = ParseJson(
                        R"({"name": "a_BigO", "run_type": "aggregate",
                            "aggregate_name": "BigO", "big_o": "N!",
                            "cpu_coefficient": 1, "real_coefficient": 1,
                            "time_unit": "ns"})");
                  },
                  "\"a_BigO\": big_o is \"N!\", which is unknown"},
        ErrorCase{"OutcomeIsText",
                  [](Json& json) { json["error_occurred"] = "yes"; },
                  "\"sort/8\": error_occurred is a string, not true or false"},
        ErrorCase{"LabelIsAList", [](Json& json) { json["label"] = {1}; },
                  "\"sort/8\": label is an array, not a string"},
        ErrorCase{"MemoryIsText",
                  [](Json& json) { json["max_bytes_used"] = "1k"; },
                  "\"sort/8\": max_bytes_used is a string, not a number"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace feluda
