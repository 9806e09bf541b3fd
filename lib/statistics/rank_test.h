// Tests of whether two samples come from one distribution, by ranks. They take
// nothing for granted about its shape, and keep their level on skewed data and
// on data with ties: for samples of up to 30 the p-value is computed over all
// ways to share out the pooled values, ties as they are.
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

// The largest sample whose distribution is computed and not approximated.
inline constexpr size_t kMaxExactRanks = 30;

// The two-sided p-value of the rank sum test of Wilcoxon, Mann and Whitney. A
// p-value above 0.25, which decides nothing, is always approximated. 1 where a
// sample is empty. REQUIRES: no value is NaN.
double RankSumPValue(const std::vector<double>& one,
                     const std::vector<double>& other);

// The least p-value that any way to share out the same values would have had.
double LeastRankSumPValue(const std::vector<double>& one,
                          const std::vector<double>& other);

// The two-sided p-value of Wilcoxon's signed rank test of differences of pairs.
// Zeros are left out. REQUIRES: no value is NaN.
double SignedRankPValue(const std::vector<double>& differences);

double LeastSignedRankPValue(const std::vector<double>& differences);

// The probability that the rank sum statistic U of samples of these sizes
// without ties is at most `u`: Mann and Whitney 1947. Computed once a size.
// REQUIRES: 0 < one, other <= kMaxExactRanks.
double RankSumCdf(size_t one, size_t other, size_t u);

// Likewise that the sum of the ranks of positive differences is at most `sum`.
// REQUIRES: 0 < pairs <= 2 * kMaxExactRanks.
double SignedRankCdf(size_t pairs, size_t sum);

}  // namespace feluda

#endif  // LIB_STATISTICS_RANK_TEST_H_
