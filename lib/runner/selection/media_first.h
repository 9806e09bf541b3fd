// Puts the benchmarks on the user's own media first, or selects only them if no
// filter asks for others.
//
//   names = MediaFirst(names, {"cat.mp4"}, /*alone=*/true).names;

#ifndef LIB_RUNNER_SELECTION_MEDIA_FIRST_H_
#define LIB_RUNNER_SELECTION_MEDIA_FIRST_H_

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace feluda {

struct MediaSelection {
  std::vector<std::string> names;
  // How many of the names are of benchmarks on the user's media.
  size_t on_media = 0;
  size_t left_out = 0;
};

// A benchmark is on the user's media, or shows growth in their place, if one of
// `inputs` follows the first slash of its name; of an input that ends in a
// slash, it need only begin what follows. If `alone`, the other benchmarks are
// left out.
MediaSelection MediaFirst(const std::vector<std::string>& names,
                          const std::set<std::string>& inputs, bool alone);

// Returns "26 benchmarks run on the files of clippings. Left out: 86 on made-up
// inputs; --benchmark_filter=all runs all."
std::string DescribeMediaSelection(const MediaSelection& selection,
                                   const std::string& directory);

}  // namespace feluda

#endif  // LIB_RUNNER_SELECTION_MEDIA_FIRST_H_
