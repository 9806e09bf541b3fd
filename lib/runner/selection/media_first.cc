#include "lib/runner/selection/media_first.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace feluda {
namespace {

bool IsOnMedia(const std::string& name, const std::set<std::string>& inputs) {
  const size_t slash = name.find('/');
  if (slash == std::string::npos) return false;
  const std::string input = name.substr(slash + 1);
  const std::string family = input.substr(0, input.find('/') + 1);
  return inputs.count(input) > 0 ||
         (!family.empty() && inputs.count(family) > 0);
}

}  // namespace

MediaSelection MediaFirst(const std::vector<std::string>& names,
                          const std::set<std::string>& inputs, bool alone) {
  MediaSelection selection;
  selection.names = names;
  const auto others = std::stable_partition(
      selection.names.begin(), selection.names.end(),
      [&](const std::string& name) { return IsOnMedia(name, inputs); });
  selection.on_media = static_cast<size_t>(others - selection.names.begin());
  if (!alone) return selection;
  selection.left_out = names.size() - selection.on_media;
  selection.names.erase(others, selection.names.end());
  return selection;
}

std::string DescribeMediaSelection(const MediaSelection& selection,
                                   const std::string& directory) {
  std::string text = absl::StrCat(
      selection.on_media,
      selection.on_media == 1 ? " benchmark runs" : " benchmarks run",
      " on the files of ", directory, ".");
  if (selection.left_out > 0) {
    absl::StrAppend(&text, " Left out: ", selection.left_out,
                    " on made-up inputs; --benchmark_filter=all runs all.");
  }
  return text;
}

}  // namespace feluda
