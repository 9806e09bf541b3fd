// Rates and long times in few digits.

#ifndef REPORTERS_PLAN_RATE_TEXT_H_
#define REPORTERS_PLAN_RATE_TEXT_H_

#include <string>

namespace feluda {

// Three digits and a word: "189", "59,700", "1.27 billion".
std::string HumanRate(double rate);

// "45.2 s", "12.5 min", "3.20 h", "4.10 days".
std::string HumanDuration(double seconds);

// A whole number with all digits, "100,000", any other with three: "1.50".
std::string WholeNumber(double value);

// "94 %" of 0.94.
std::string Percent(double share);

}  // namespace feluda

#endif  // REPORTERS_PLAN_RATE_TEXT_H_
