// Formats the amounts of the calibration for people, the same in every locale.

#ifndef LIB_CALIBRATION_AMOUNT_H_
#define LIB_CALIBRATION_AMOUNT_H_

#include <string>

namespace feluda {

enum class Unit { kCount, kBytes, kSeconds };

// Counts are written in full. Bytes are written in the largest unit that
// divides them: "200 MiB", and "209715201 B" for a byte more. Seconds are
// rounded to the millisecond. REQUIRES: counts and bytes are whole numbers.
std::string FormatExactly(double amount, Unit unit);

// Bytes are rounded to one decimal, "200.1 MiB", or to none below 1 KiB. Counts
// and seconds are written as above.
std::string FormatRounded(double amount, Unit unit);

}  // namespace feluda

#endif  // LIB_CALIBRATION_AMOUNT_H_
