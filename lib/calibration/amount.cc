#include "lib/calibration/amount.h"

#include <cmath>

#include "absl/strings/str_format.h"

namespace feluda {
namespace {

struct ByteUnit {
  double size;
  const char* name;
};

constexpr double kKibi = 1024;
constexpr ByteUnit kByteUnits[] = {
    {kKibi * kKibi * kKibi, "GiB"}, {kKibi * kKibi, "MiB"}, {kKibi, "KiB"}};

std::string FormatSecondsOrCount(double amount, Unit unit) {
  return unit == Unit::kSeconds ? absl::StrFormat("%.3f s", amount)
                                : absl::StrFormat("%.0f", amount);
}

}  // namespace

std::string FormatExactly(double amount, Unit unit) {
  if (unit != Unit::kBytes) return FormatSecondsOrCount(amount, unit);
  for (const ByteUnit& bytes : kByteUnits) {
    if (amount != 0 && std::fmod(amount, bytes.size) == 0) {
      return absl::StrFormat("%.0f %s", amount / bytes.size, bytes.name);
    }
  }
  return absl::StrFormat("%.0f B", amount);
}

std::string FormatRounded(double amount, Unit unit) {
  if (unit != Unit::kBytes) return FormatSecondsOrCount(amount, unit);
  for (const ByteUnit& bytes : kByteUnits) {
    if (std::abs(amount) >= bytes.size) {
      return absl::StrFormat("%.1f %s", amount / bytes.size, bytes.name);
    }
  }
  return absl::StrFormat("%.0f B", amount);
}

}  // namespace feluda
