// The standard normal distribution.

#ifndef LIB_STATISTICS_NORMAL_H_
#define LIB_STATISTICS_NORMAL_H_

namespace feluda {

// The probability of a value above z. It is precise far out, too: 1e-20 is not
// taken for 0.
double NormalTail(double z);

// The z with NormalTail(z) == probability, to ten digits. REQUIRES: 0 <
// probability < 1.
double NormalTailQuantile(double probability);

}  // namespace feluda

#endif  // LIB_STATISTICS_NORMAL_H_
