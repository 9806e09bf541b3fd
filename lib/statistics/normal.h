// The standard normal distribution.

#ifndef LIB_STATISTICS_NORMAL_H_
#define LIB_STATISTICS_NORMAL_H_

namespace feluda {

// Returns the probability of a value above z. It is precise far out, too: 1e-20
// does not become 0.
double NormalTail(double z);

// Returns the z with NormalTail(z) == probability, to ten digits. REQUIRES: 0 <
// probability < 1.
double NormalTailQuantile(double probability);

}  // namespace feluda

#endif  // LIB_STATISTICS_NORMAL_H_
