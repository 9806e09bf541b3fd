// Clustering of embeddings, on Feluda's inputs.

#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "lib/data/embedding_generator.h"
#include "lib/fixture/operator_benchmark.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<ClusterEmbeddings>;

absl::StatusOr<Benchmark::Input> MakeInput(int clusters, int rows_per_cluster) {
  auto generated = GenerateEmbeddingsWithClusters(clusters, rows_per_cluster);
  if (!generated.ok()) return generated.status();
  Benchmark::Input input;
  input.value = std::move(generated->embeddings);
  input.description = absl::StrCat("clustered_", clusters, "clusters - kmeans");
  input.facts["method"] = "kmeans";
  input.facts["n_features"] = static_cast<double>(input.value.dimension);
  input.facts["n_samples"] = static_cast<double>(input.value.Rows());
  input.facts["true_clusters"] = static_cast<double>(clusters);
  input.size = {static_cast<double>(input.value.Rows()), "rows"};
  return input;
}

void RegisterKMeans(int clusters, int rows_per_cluster) {
  Benchmark benchmark;
  benchmark.name = absl::StrCat("cluster_embeddings_kmeans/clustered_",
                                clusters, "clusters");
  benchmark.config.n_clusters = clusters;
  benchmark.make_input = [=] { return MakeInput(clusters, rows_per_cluster); };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

const bool registered = [] {
  RegisterKMeans(3, 300);
  RegisterKMeans(5, 200);
  RegisterKMeans(10, 100);
  return true;
}();

}  // namespace
}  // namespace feluda
