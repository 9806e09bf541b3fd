#include "reporters/python/python_method.h"

#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace feluda {
namespace {

// "" where it was not given.
std::string Parameter(const PythonRunDetails& details, const char* name) {
  const auto found = details.parameters.find(name);
  return found == details.parameters.end() ? "" : found->second;
}

// The last name of "operators.cluster_embeddings.ClusterEmbeddings".
absl::string_view LastName(absl::string_view qualified) {
  return qualified.substr(qualified.rfind('.') + 1);
}

}  // namespace

std::string StatedMethod(const Result& result) {
  const auto found = result.facts.find("method");
  if (found == result.facts.end()) return "";
  const auto* text = std::get_if<std::string>(&found->second);
  if (text == nullptr) return "";
  return absl::StrReplaceAll(absl::AsciiStrToLower(*text),
                             {{"-", ""}, {" ", "_"}});
}

std::string MethodByParameters(const PythonRunDetails& details) {
  if (LastName(details.operator_class) != "ClusterEmbeddings") return "";
  const std::string clusters = Parameter(details, "n_clusters");
  const std::string modality = Parameter(details, "modality");
  if (modality.empty()) return "";
  if (clusters.empty() || clusters == "None" || clusters == "0") {
    return "affinity_propagation";
  }
  return modality == "audio" ? "kmeans" : "agglomerative";
}

}  // namespace feluda
