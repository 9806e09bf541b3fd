// Selects the results that a page shows where it cannot show all.

#ifndef REPORTERS_HTML_RESULT_RANKING_H_
#define REPORTERS_HTML_RESULT_RANKING_H_

#include <cstddef>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

// The indices of all results, first those that a reader would miss most: the
// first failures, the slowest, those with the largest memory rise, those with
// the largest peak heap, then the rest in order. Each of the four groups has at
// most `group_size`.
std::vector<size_t> MostTellingFirst(const std::vector<Result>& results,
                                     size_t group_size);

}  // namespace feluda

#endif  // REPORTERS_HTML_RESULT_RANKING_H_
