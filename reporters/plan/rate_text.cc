#include "reporters/plan/rate_text.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "lib/text/units.h"

namespace feluda {
namespace {

std::string ThreeDigits(double value) {
  const double magnitude = std::abs(value);
  if (magnitude >= 99.95) return absl::StrFormat("%.0f", value);
  return absl::StrFormat("%.*f", magnitude >= 9.995 ? 1 : 2, value);
}

std::string WithThousands(std::string digits) {
  for (size_t i = digits.size(); i > 3;) digits.insert(i -= 3, ",");
  return digits;
}

}  // namespace

std::string HumanRate(double rate) {
  struct Word {
    double size;
    absl::string_view name;
  };
  for (const Word& word : {Word{1e12, " trillion"}, Word{1e9, " billion"},
                           Word{1e6, " million"}}) {
    if (rate >= word.size * 0.9995) {
      return absl::StrCat(ThreeDigits(rate / word.size), word.name);
    }
  }
  if (rate < 999.5) return ThreeDigits(rate);
  const double unit = std::pow(10, std::floor(std::log10(rate)) - 2);
  return WithThousands(absl::StrFormat("%.0f", std::round(rate / unit) * unit));
}

std::string HumanDuration(double seconds) {
  constexpr double kMinute = 60;
  constexpr double kHour = 3600;
  constexpr double kDay = 86400;
  if (seconds < 2 * kMinute) return HumanSeconds(seconds);
  if (seconds < 2 * kHour) {
    return absl::StrCat(ThreeDigits(seconds / kMinute), " min");
  }
  if (seconds < 2 * kDay) {
    return absl::StrCat(ThreeDigits(seconds / kHour), " h");
  }
  return absl::StrCat(HumanRate(seconds / kDay), " days");
}

std::string WholeNumber(double value) {
  return value == std::trunc(value) && std::abs(value) < 1e15
             ? WithThousands(absl::StrFormat("%.0f", value))
             : ThreeDigits(value);
}

std::string Percent(double share) {
  constexpr double kPercent = 100;
  return absl::StrFormat("%.0f %%", share * kPercent);
}

}  // namespace feluda
