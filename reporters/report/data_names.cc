#include "reporters/report/data_names.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace feluda {

DataNames::DataNames(const std::vector<Result>& results) {
  std::map<std::pair<std::string, std::string>, const std::string*> inputs;
  for (const Result& result : results) {
    const auto [place, is_new] = inputs.try_emplace(
        {result.operator_name, result.data_description}, &result.input);
    if (*place->second != result.input) shared_.insert(place->first);
  }
}

bool DataNames::IsShared(const Result& result) const {
  return shared_.count({result.operator_name, result.data_description}) > 0;
}

std::string DataNames::Of(const Result& result) const {
  std::vector<std::string> notes;
  if (!result.input.empty() && IsShared(result)) notes.push_back(result.input);
  if (!result.aggregate.empty()) notes.push_back(result.AggregateNote());
  std::string note = absl::StrJoin(notes, ", ");
  if (note.empty()) return result.data_description;
  if (result.data_description.empty()) return note;
  return absl::StrCat(result.data_description, " (", note, ")");
}

}  // namespace feluda
