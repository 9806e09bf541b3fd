// Ranks the results, so that a page that cannot show all shows the first ones.

#ifndef REPORTERS_HTML_RESULT_RANKING_H_
#define REPORTERS_HTML_RESULT_RANKING_H_

#include <cstddef>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

// Returns the indices of all results, first those that a reader would miss
// most: the first failures, the slowest, those with the largest memory rise,
// those with the largest peak heap, then the rest in order. Each of the four
// groups has at most `group_size`.
std::vector<size_t> RankResults(const std::vector<Result>& results,
                                size_t group_size);

}  // namespace feluda

#endif  // REPORTERS_HTML_RESULT_RANKING_H_
