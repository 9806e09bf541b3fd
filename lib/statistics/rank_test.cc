#include "lib/statistics/rank_test.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <numeric>
#include <utility>

#include "lib/statistics/normal.h"

namespace feluda {
namespace {

// Above it the approximation is good enough, since nothing is decided there.
constexpr double kUndecided = 0.25;

// Ranks times two, so that midranks are whole; with the pooled tie term, the
// sum of t^3 - t over groups of t equal values.
struct DoubledRanks {
  std::vector<int> ranks;
  double ties = 0;
};

DoubledRanks RankValues(const std::vector<double>& values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return values[a] < values[b]; });
  DoubledRanks ranked;
  ranked.ranks.resize(values.size());
  for (size_t begin = 0; begin < order.size();) {
    size_t end = begin + 1;
    while (end < order.size() && values[order[end]] == values[order[begin]]) {
      ++end;
    }
    for (size_t i = begin; i < end; ++i) {
      ranked.ranks[order[i]] = static_cast<int>(begin + 1 + end);
    }
    const auto tied = static_cast<double>(end - begin);
    ranked.ties += tied * tied * tied - tied;
    begin = end;
  }
  return ranked;
}

// The share of the weight that lies at least as far from the centre as `sum`.
// Everything is doubled, so distances are whole.
double TwoSidedShare(const std::vector<double>& weights, int64_t sum,
                     int64_t doubled_center) {
  const int64_t distance = std::abs(2 * sum - doubled_center);
  double total = 0;
  double beyond = 0;
  for (size_t i = 0; i < weights.size(); ++i) {
    total += weights[i];
    const auto at = 2 * static_cast<int64_t>(i) - doubled_center;
    if (std::abs(at) >= distance) beyond += weights[i];
  }
  return std::min(1.0, beyond / total);
}

// How many subsets of `size` ranks have each sum.
std::vector<double> SubsetSums(const std::vector<int>& ranks, size_t size) {
  const int total = std::accumulate(ranks.begin(), ranks.end(), 0);
  const auto width = static_cast<size_t>(total) + 1;
  std::vector<double> counts((size + 1) * width, 0);
  counts[0] = 1;
  size_t largest = 0;
  for (size_t i = 0; i < ranks.size(); ++i) {
    const auto rank = static_cast<size_t>(ranks[i]);
    largest += rank;
    for (size_t chosen = std::min(i + 1, size); chosen > 0; --chosen) {
      double* const with = counts.data() + chosen * width;
      const double* const without = with - width;
      // Downwards is not needed: `without` is not changed by this rank yet.
      for (size_t sum = rank; sum <= largest; ++sum) {
        with[sum] += without[sum - rank];
      }
    }
  }
  return {counts.end() - static_cast<std::ptrdiff_t>(width), counts.end()};
}

double TwoSidedNormal(double distance, double variance, double step) {
  if (variance <= 0) return 1;
  // Half a step of the statistic makes up for its being discrete.
  const double z = std::max(0.0, distance - step / 2) / std::sqrt(variance);
  return std::min(1.0, 2 * NormalTail(z));
}

// The pooled ranks of two samples, the first one's before the other's.
struct TwoSamples {
  size_t n;
  size_t m;
  DoubledRanks pooled;

  TwoSamples(const std::vector<double>& one, const std::vector<double>& other)
      : n(one.size()), m(other.size()) {
    std::vector<double> values = one;
    values.insert(values.end(), other.begin(), other.end());
    pooled = RankValues(values);
  }
  bool IsExact() const { return std::max(n, m) <= kMaxExactRanks; }
  bool HasTies() const { return pooled.ties > 0; }

  // The p-value of a sum of doubled ranks of the first sample.
  double PValue(int64_t sum) const {
    const auto all = static_cast<double>(n + m);
    const auto product = static_cast<double>(n) * static_cast<double>(m);
    // In doubled ranks.
    const double center = static_cast<double>(n) * (all + 1);
    const double variance =
        product / 3 * ((all + 1) - pooled.ties / (all * (all - 1)));
    const double rough = TwoSidedNormal(
        std::abs(static_cast<double>(sum) - center), variance, 2);
    if (rough > kUndecided || !IsExact()) return rough;
    return HasTies() ? Tied(sum) : Untied(sum);
  }

 private:
  double Tied(int64_t sum) const {
    return TwoSidedShare(SubsetSums(pooled.ranks, n), sum,
                         static_cast<int64_t>(2 * n * (n + m + 1)));
  }
  double Untied(int64_t sum) const {
    const auto u = static_cast<size_t>(sum / 2) - n * (n + 1) / 2;
    return std::min(1.0, 2 * RankSumCdf(n, m, std::min(u, n * m - u)));
  }
};

// The ranks of differences by their size.
struct Signed {
  size_t n = 0;
  int64_t positive = 0;
  DoubledRanks ranked;

  explicit Signed(const std::vector<double>& differences) {
    std::vector<double> sizes;
    std::vector<bool> is_positive;
    for (const double difference : differences) {
      if (difference == 0) continue;
      sizes.push_back(std::abs(difference));
      is_positive.push_back(difference > 0);
    }
    n = sizes.size();
    ranked = RankValues(sizes);
    for (size_t i = 0; i < n; ++i) {
      if (is_positive[i]) positive += ranked.ranks[i];
    }
  }

  double PValue(int64_t sum) const {
    if (n == 0) return 1;
    const auto count = static_cast<double>(n);
    const double center = count * (count + 1) / 2;
    const double variance =
        count * (count + 1) * (2 * count + 1) / 6 - ranked.ties / 12;
    const double rough = TwoSidedNormal(
        std::abs(static_cast<double>(sum) - center), variance, 2);
    if (rough > kUndecided || n > 2 * kMaxExactRanks) return rough;
    std::vector<double> weights(static_cast<size_t>(n * (n + 1)) + 1, 0);
    weights[0] = 1;
    for (const int rank : ranked.ranks) {
      for (size_t i = weights.size(); i-- > static_cast<size_t>(rank);) {
        weights[i] += weights[i - static_cast<size_t>(rank)];
      }
    }
    return TwoSidedShare(weights, sum, static_cast<int64_t>(n * (n + 1)));
  }
};

std::vector<double> Cumulated(std::vector<double> weights) {
  const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
  double sum = 0;
  for (double& weight : weights) {
    sum += weight;
    weight = sum / total;
  }
  return weights;
}

std::vector<double> RankSumTable(size_t one, size_t other) {
  std::vector<int> ranks(one + other);
  std::iota(ranks.begin(), ranks.end(), 1);
  const std::vector<double> sums = SubsetSums(ranks, one);
  const auto least = static_cast<std::ptrdiff_t>(one * (one + 1) / 2);
  const auto count = static_cast<std::ptrdiff_t>(one * other + 1);
  return Cumulated({sums.begin() + least, sums.begin() + least + count});
}

std::vector<double> SignedRankTable(size_t pairs) {
  std::vector<double> weights(pairs * (pairs + 1) / 2 + 1, 0);
  weights[0] = 1;
  for (size_t rank = 1; rank <= pairs; ++rank) {
    for (size_t i = weights.size(); i-- > rank;) {
      weights[i] += weights[i - rank];
    }
  }
  return Cumulated(std::move(weights));
}

}  // namespace

double RankSumPValue(const std::vector<double>& one,
                     const std::vector<double>& other) {
  if (one.empty() || other.empty()) return 1;
  const TwoSamples samples(one, other);
  const auto& ranks = samples.pooled.ranks;
  const auto end = ranks.begin() + static_cast<std::ptrdiff_t>(one.size());
  return samples.PValue(std::accumulate(ranks.begin(), end, int64_t{0}));
}

double LeastRankSumPValue(const std::vector<double>& one,
                          const std::vector<double>& other) {
  if (one.empty() || other.empty()) return 1;
  const TwoSamples samples(one, other);
  std::vector<int> ranks = samples.pooled.ranks;
  std::sort(ranks.begin(), ranks.end());
  const auto n = static_cast<std::ptrdiff_t>(one.size());
  return std::min(samples.PValue(std::accumulate(
                      ranks.begin(), ranks.begin() + n, int64_t{0})),
                  samples.PValue(std::accumulate(ranks.end() - n, ranks.end(),
                                                 int64_t{0})));
}

double SignedRankPValue(const std::vector<double>& differences) {
  const Signed pairs(differences);
  return pairs.PValue(pairs.positive);
}

double LeastSignedRankPValue(const std::vector<double>& differences) {
  return Signed(differences).PValue(0);
}

double RankSumCdf(size_t one, size_t other, size_t u) {
  thread_local std::map<std::pair<size_t, size_t>, std::vector<double>> tables;
  std::vector<double>& table = tables[{one, other}];
  if (table.empty()) table = RankSumTable(one, other);
  return table[std::min(u, table.size() - 1)];
}

double SignedRankCdf(size_t pairs, size_t sum) {
  thread_local std::map<size_t, std::vector<double>> tables;
  std::vector<double>& table = tables[pairs];
  if (table.empty()) table = SignedRankTable(pairs);
  return table[std::min(sum, table.size() - 1)];
}

}  // namespace feluda
