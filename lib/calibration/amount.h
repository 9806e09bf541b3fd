// Amounts of the calibration as people read them. The locale does not matter.

#ifndef LIB_CALIBRATION_AMOUNT_H_
#define LIB_CALIBRATION_AMOUNT_H_

#include <string>

namespace feluda {

enum class Unit { kCount, kBytes, kSeconds };

// Counts and bytes to the last one, in the largest unit that divides them:
// "200 MiB", and "209715201 B" for a byte more. Seconds to the millisecond.
// REQUIRES: counts and bytes are whole numbers.
std::string FormatExactly(double amount, Unit unit);

// Bytes with one decimal, none below 1 KiB: "200.1 MiB"; the others as above.
std::string FormatRounded(double amount, Unit unit);

}  // namespace feluda

#endif  // LIB_CALIBRATION_AMOUNT_H_
