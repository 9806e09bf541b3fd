// Writes figures in units that people read, the same in every locale.

#ifndef LIB_TEXT_UNITS_H_
#define LIB_TEXT_UNITS_H_

#include <string>

namespace feluda {

// Writes three significant digits: "1.21 ms", "50.0 µs", "312 s".
std::string HumanSeconds(double seconds);

// Writes one decimal, none below 1 KiB: "200.0 MiB", "512 B".
std::string HumanBytes(double bytes);

// Writes a number such as "214", "0.25" or "1.20 M".
std::string HumanCount(double count);

}  // namespace feluda

#endif  // LIB_TEXT_UNITS_H_
