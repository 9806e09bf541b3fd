#include "reporters/compare/thresholds.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "lib/text/text.h"

namespace feluda {
namespace {

constexpr double kDefaultShare = 0.05;
constexpr double kMinPercent = 1e-6;
constexpr double kMaxPercent = 10000;

// "5%" or "5"; nullopt if it is no percentage within the limits.
std::optional<double> ParsePercent(absl::string_view text) {
  absl::ConsumeSuffix(&text, "%");
  double percent;
  if (!absl::SimpleAtod(text, &percent)) return std::nullopt;
  if (!(percent >= kMinPercent && percent <= kMaxPercent)) {
    return std::nullopt;
  }
  return percent / 100;
}

}  // namespace

absl::StatusOr<Thresholds::Entry> Thresholds::ParseEntry(
    absl::string_view text) {
  Entry entry;
  const absl::string_view whole = text;
  const size_t colon = text.rfind(':');
  if (colon != absl::string_view::npos) {
    auto pattern = NamePattern::Parse(text.substr(0, colon));
    if (!pattern.ok()) return pattern.status();
    entry.pattern = *std::move(pattern);
    text.remove_prefix(colon + 1);
  }
  const size_t equals = text.find('=');
  if (equals != absl::string_view::npos) {
    entry.metric = MetricOfKey(text.substr(0, equals));
    if (!entry.metric.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", Printable(text.substr(0, equals)),
                       "' is no figure; there are time, cpu_time, peak_memory, "
                       "peak_heap, allocations, allocated_bytes, "
                       "initialization_time, cleanup_time"));
    }
    text.remove_prefix(equals + 1);
  }
  const std::optional<double> share = ParsePercent(text);
  if (!share.has_value()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "'", Printable(whole),
        "' has no percentage above 0 and up to 10000; say 5%,time=10%"));
  }
  entry.share = *share;
  return entry;
}

absl::StatusOr<Thresholds> Thresholds::Parse(absl::string_view text) {
  Thresholds thresholds;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    absl::StatusOr<Entry> entry = ParseEntry(part);
    if (!entry.ok()) return entry.status();
    thresholds.entries_.push_back(*std::move(entry));
  }
  return thresholds;
}

bool Thresholds::Fits(const Entry& entry, const std::string& benchmark,
                      ComparedMetric metric) const {
  if (entry.metric.has_value() && *entry.metric != metric) return false;
  return !entry.pattern.has_value() || entry.pattern->Matches(benchmark);
}

double Thresholds::For(const std::string& benchmark,
                       ComparedMetric metric) const {
  double share = kDefaultShare;
  for (const Entry& entry : entries_) {
    if (Fits(entry, benchmark, metric)) share = entry.share;
  }
  return share;
}

double Thresholds::ForExact(const std::string& benchmark,
                            ComparedMetric metric) const {
  double share = 0;
  for (const Entry& entry : entries_) {
    if (entry.metric.has_value() && Fits(entry, benchmark, metric)) {
      share = entry.share;
    }
  }
  return share;
}

}  // namespace feluda
