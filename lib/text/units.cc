#include "lib/text/units.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace feluda {
namespace {

struct Unit {
  double size;
  absl::string_view name;
};

// Returns the largest unit in which the rounded value is at least 1, or else
// the smallest unit. `units` begins with the largest.
Unit UnitFor(double value, double rounding, absl::Span<const Unit> units) {
  for (const Unit& unit : units) {
    if (std::abs(value) >= unit.size * rounding) return unit;
  }
  return units.back();
}

std::string ThreeDigits(double value) {
  const double magnitude = std::abs(value);
  if (magnitude >= 99.95) return absl::StrFormat("%.0f", value);
  if (magnitude >= 9.995) return absl::StrFormat("%.1f", value);
  if (magnitude >= 0.0995 || value == 0) return absl::StrFormat("%.2f", value);
  return absl::StrFormat("%.3g", value);
}

std::string WithUnit(absl::string_view value, absl::string_view unit) {
  return absl::StrCat(value, " ", unit);
}

}  // namespace

std::string HumanSeconds(double seconds) {
  static constexpr Unit kUnits[] = {
      {1, "s"}, {1e-3, "ms"}, {1e-6, "µs"}, {1e-9, "ns"}};
  if (seconds == 0) return "0 s";
  const Unit unit = UnitFor(seconds, 0.9995, kUnits);
  return WithUnit(ThreeDigits(seconds / unit.size), unit.name);
}

std::string HumanBytes(double bytes) {
  static constexpr Unit kUnits[] = {
      {1 << 30, "GiB"}, {1 << 20, "MiB"}, {1 << 10, "KiB"}, {1, "B"}};
  constexpr double kRounding = 1023.95 / 1024;
  const Unit unit = UnitFor(bytes, kRounding, kUnits);
  const double value = bytes / unit.size;
  return WithUnit(absl::StrFormat("%.*f", unit.size == 1 ? 0 : 1, value),
                  unit.name);
}

std::string HumanCount(double count) {
  static constexpr Unit kUnits[] = {{1e9, "G"}, {1e6, "M"}};
  if (std::abs(count) >= 999999.5) {
    const Unit unit = UnitFor(count, 0.9995, kUnits);
    return WithUnit(ThreeDigits(count / unit.size), unit.name);
  }
  if (count == std::trunc(count)) return absl::StrFormat("%.0f", count);
  return ThreeDigits(count);
}

}  // namespace feluda
