#include "lib/runner/command_line/min_time.h"

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace feluda {
namespace {

constexpr double kSecondsOfADay = 86400;

// Google Benchmark itself never runs more.
constexpr int64_t kMaxIterations = 1'000'000'000;

absl::Status Unknown(MinTimeSyntax syntax) {
  return absl::InvalidArgumentError(absl::StrCat(
      "say --benchmark_min_time=N, N a number from 0 to 86400, in seconds",
      syntax == MinTimeSyntax::kText
          ? ", or Nx, N a number of iterations from 1 to 1000000000"
          : ""));
}

absl::StatusOr<std::string> Iterations(MinTimeSyntax syntax,
                                       absl::string_view number) {
  int64_t iterations;
  if (!absl::SimpleAtoi(number, &iterations) || iterations < 1 ||
      iterations > kMaxIterations) {
    return Unknown(syntax);
  }
  if (syntax == MinTimeSyntax::kNumber) {
    return absl::InvalidArgumentError(
        "this program's Google Benchmark cannot be told a number of "
        "iterations (1.8 and later can); say --benchmark_min_time=N, N a "
        "number of seconds");
  }
  return absl::StrCat(iterations, "x");
}

}  // namespace

absl::StatusOr<std::string> MinTimeAs(MinTimeSyntax syntax,
                                      absl::string_view value) {
  absl::string_view number = value;
  if (absl::ConsumeSuffix(&number, "x")) return Iterations(syntax, number);
  absl::ConsumeSuffix(&number, "s");
  double seconds;
  if (!absl::SimpleAtod(number, &seconds) || !(seconds >= 0) ||
      seconds > kSecondsOfADay) {
    return Unknown(syntax);
  }
  return absl::StrCat(absl::StripAsciiWhitespace(number),
                      syntax == MinTimeSyntax::kText ? "s" : "");
}

}  // namespace feluda
