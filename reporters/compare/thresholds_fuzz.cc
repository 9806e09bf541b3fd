// Fuzzes Thresholds::Parse(), whose text is a flag.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "lib/text/text.h"
#include "reporters/compare/thresholds.h"

namespace feluda {
namespace {

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

void Check(const Thresholds& thresholds) {
  for (const char* name : {"sort/8", "", "vid_vec_rep/long_length"}) {
    for (const ComparedMetric metric : kMetrics) {
      const double noisy = thresholds.For(name, metric);
      Require(noisy > 0 && noisy <= 100, "a noisy figure has a threshold");
      const double exact = thresholds.ForExact(name, metric);
      Require(exact >= 0 && exact <= 100, "that of a count may be 0");
    }
  }
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto thresholds = feluda::Thresholds::Parse(text);
  if (thresholds.ok()) {
    feluda::Check(*thresholds);
    return 0;
  }
  const absl::string_view message = thresholds.status().message();
  feluda::Require(!message.empty(), "a mistake is told");
  feluda::Require(feluda::Printable(message) == message,
                  "a terminal shows it as it is");
  return 0;
}
