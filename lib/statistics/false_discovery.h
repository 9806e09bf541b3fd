// Decides which p-values of a whole report are findings. Of a hundred
// benchmarks with six figures each, thirty p-values are below 0.05 though
// nothing changed.
//
//   DiscoveryLimit limit = FalseDiscoveryLimit(p_values, 0.04);
//   bool found = p_values[0] <= limit.limit;
//
// At most the given share of the findings is false on average. Where nothing
// changed at all every finding is false, so the share is then the chance that
// there is one: the whole report is right with a chance of 96 %.
//
// Sources: Y. Benjamini and Y. Hochberg 1995, "Controlling the false discovery
// rate"; Benjamini and Yekutieli 2001, 3.2, for figures that go up and down
// together, as wall and CPU time do.

#ifndef LIB_STATISTICS_FALSE_DISCOVERY_H_
#define LIB_STATISTICS_FALSE_DISCOVERY_H_

#include <vector>

namespace feluda {

struct DiscoveryLimit {
  // A p-value of at most this is a finding.
  double limit;
  // What the limit would be with one more finding.
  double next;
};

// Returns the limits for these p-values; both are `share` if there are none.
// Leave out tests whose p-value could never have been low enough, such as those
// of two processes: with fewer p-values the limit is higher (R. Tarone 1990, "A
// modified Bonferroni method for discrete data").
DiscoveryLimit FalseDiscoveryLimit(std::vector<double> p_values, double share);

}  // namespace feluda

#endif  // LIB_STATISTICS_FALSE_DISCOVERY_H_
