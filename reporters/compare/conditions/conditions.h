// What differs between two sides beside the program: the machine, the compiler,
// the libraries. Figures may differ for that reason alone.

#ifndef REPORTERS_COMPARE_CONDITIONS_CONDITIONS_H_
#define REPORTERS_COMPARE_CONDITIONS_CONDITIONS_H_

#include <string>
#include <utility>
#include <vector>

#include "lib/provenance/provenance.h"
#include "reporters/compare/compared_side.h"

namespace feluda {

// Names and values, machine first; the value is empty where it is not told.
using Conditions = std::vector<std::pair<std::string, std::string>>;
Conditions ConditionsOf(const Provenance& provenance);

struct OtherCondition {
  // "compiler", "library benchmark".
  std::string what;
  std::string old_value;
  std::string new_value;
};

// The conditions in which the sides differ, machine first. Those that a side
// does not tell are left out. The values of several files are joined by "; ".
std::vector<OtherCondition> OtherConditions(const ComparedSide& old_side,
                                            const ComparedSide& new_side);

// "compiler: g++ 12.2.0, now g++ 13.1.0".
std::string DescribeCondition(const OtherCondition& condition);

}  // namespace feluda

#endif  // REPORTERS_COMPARE_CONDITIONS_CONDITIONS_H_
