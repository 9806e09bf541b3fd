#include "reporters/python/python_method.h"

#include "gtest/gtest.h"

namespace feluda {
namespace {

TEST(PythonMethodTest, ParametersDecideWhatFeludasClusteringDoes) {
  struct Case {
    const char* name;
    const char* operator_class;
    std::map<std::string, std::string> parameters;
    const char* method;
  };
  const char* const kFeludas = "operators.cluster_embeddings.ClusterEmbeddings";
  const Case cases[] = {
      {"audio",
       kFeludas,
       {{"modality", "audio"}, {"n_clusters", "3"}},
       "kmeans"},
      {"video",
       kFeludas,
       {{"modality", "video"}, {"n_clusters", "3"}},
       "agglomerative"},
      {"no number", kFeludas, {{"modality", "audio"}}, "affinity_propagation"},
      {"none",
       kFeludas,
       {{"modality", "video"}, {"n_clusters", "None"}},
       "affinity_propagation"},
      {"no modality", kFeludas, {{"n_clusters", "3"}}, ""},
      {"no module",
       "ClusterEmbeddings",
       {{"modality", "audio"}},
       "affinity_propagation"},
      {"another class",
       "mine.MyClusterEmbeddings",
       {{"modality", "audio"}},
       ""},
      {"no class", "", {{"modality", "audio"}}, ""}};
  for (const Case& each : cases) {
    PythonRunDetails details;
    details.operator_class = each.operator_class;
    details.parameters = each.parameters;
    EXPECT_EQ(MethodByParameters(details), each.method) << each.name;
  }
}

TEST(PythonMethodTest, AStatedMethodIsSpelledAsNativeOperatorsDo) {
  const std::pair<Fact, const char*> cases[] = {
      {"kmeans", "kmeans"},
      {"t-SNE", "tsne"},
      {"Affinity Propagation", "affinity_propagation"},
      {3.0, ""}};
  for (const auto& [fact, method] : cases) {
    Result result;
    EXPECT_EQ(StatedMethod(result), "");
    result.facts["method"] = fact;
    EXPECT_EQ(StatedMethod(result), method);
  }
}

}  // namespace
}  // namespace feluda
