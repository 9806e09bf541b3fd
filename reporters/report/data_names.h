// The names of the inputs where results stand beside one another: the
// description, as in Feluda's reports, and the input's name as well where
// several inputs of an operator share a description. An aggregate says which
// statistic it is.
//
//   const DataNames names(report.results());
//   names.Of(result);  // "clustered_10clusters - kmeans (rows/500)"

#ifndef REPORTERS_REPORT_DATA_NAMES_H_
#define REPORTERS_REPORT_DATA_NAMES_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

// Repetitions have the same input and hence the same name.
class DataNames {
 public:
  explicit DataNames(const std::vector<Result>& results);

  // Whether other inputs of the operator are described in the same words.
  bool IsShared(const Result& result) const;

  // REQUIRES: `result` is one of `results`.
  std::string Of(const Result& result) const;

 private:
  // Pairs of an operator and a description that several of its inputs share.
  std::set<std::pair<std::string, std::string>> shared_;
};

}  // namespace feluda

#endif  // REPORTERS_REPORT_DATA_NAMES_H_
