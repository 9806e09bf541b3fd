// Tests whether two samples come from one distribution, by ranks. The tests
// assume nothing about its shape, and keep their level on skewed data and on
// data with ties: for samples of up to 30 the p-value is computed over all ways
// to divide the pooled values between the samples, ties included.
//
//   RankSumPValue({1, 2, 3, 4}, {5, 6, 7, 8});  // 2/70, the least there is
//
// Sources: E. L. Lehmann, "Nonparametrics: Statistical Methods Based on Ranks"
// (1975), 1.4 and 3.2 for midranks and their exact distribution, given the
// ties; A.4 for the normal approximation of larger samples.

#ifndef LIB_STATISTICS_RANK_TEST_H_
#define LIB_STATISTICS_RANK_TEST_H_

#include <cstddef>
#include <vector>

namespace feluda {

// The largest sample whose distribution is computed and not approximated. The
// signed rank test computes that of up to twice as many pairs.
inline constexpr size_t kMaxExactRanks = 30;

// Returns the two-sided p-value of the rank sum test of Wilcoxon, Mann and
// Whitney, or 1 if a sample is empty. A p-value above 0.25, which decides
// nothing, is always approximated. REQUIRES: no value is NaN.
double RankSumPValue(const std::vector<double>& one,
                     const std::vector<double>& other);

// Returns the least p-value among all ways to divide the same values between
// samples of these sizes.
double LeastRankSumPValue(const std::vector<double>& one,
                          const std::vector<double>& other);

// Returns the two-sided p-value of Wilcoxon's signed rank test of differences
// of pairs. Zeros are left out. REQUIRES: no value is NaN.
double SignedRankPValue(const std::vector<double>& differences);

// Returns the least p-value that differences of these sizes can have, which
// they have if all are of one sign.
double LeastSignedRankPValue(const std::vector<double>& differences);

// Returns the probability that the statistic U of samples of these sizes
// without ties is at most `u` (Mann and Whitney 1947). Each thread keeps a
// table for each pair of sizes. REQUIRES: 0 < one, other <= kMaxExactRanks.
double RankSumCdf(size_t one, size_t other, size_t u);

// Returns the probability that the sum of the ranks of the positive differences
// of so many pairs is at most `sum`. REQUIRES: 0 < pairs <= 2 * kMaxExactRanks.
double SignedRankCdf(size_t pairs, size_t sum);

}  // namespace feluda

#endif  // LIB_STATISTICS_RANK_TEST_H_
