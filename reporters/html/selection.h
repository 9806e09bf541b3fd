// Selects the results of a page that cannot show all.

#ifndef REPORTERS_HTML_SELECTION_H_
#define REPORTERS_HTML_SELECTION_H_

#include <cstddef>
#include <vector>

#include "reporters/report/result.h"

namespace feluda {

// The indices of all results, those first that a reader would miss most: the
// first failures, the slowest, the hungriest by peak of resident memory above
// where it stood before and by peak of the heap, then the rest in order. Each
// of the four groups has at most `group_size`.
std::vector<size_t> MostTellingFirst(const std::vector<Result>& results,
                                     size_t group_size);

}  // namespace feluda

#endif  // REPORTERS_HTML_SELECTION_H_
