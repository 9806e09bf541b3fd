// Benchmarks of clustering: each method on Feluda's inputs, and how its cost
// grows with rows and dimension.

#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "lib/data/embedding_generator.h"
#include "lib/fixture/operator_benchmark.h"

namespace feluda {
namespace {

using Benchmark = OperatorBenchmark<ClusterEmbeddings>;
using Method = ClusterEmbeddings::Method;

absl::StatusOr<Benchmark::Input> MakeInput(const Method& method, int clusters,
                                           int rows_per_cluster,
                                           size_t dimension) {
  auto generated =
      GenerateEmbeddingsWithClusters(clusters, rows_per_cluster, dimension);
  if (!generated.ok()) return generated.status();
  Benchmark::Input input;
  input.value = std::move(generated->embeddings);
  input.description =
      absl::StrCat("clustered_", clusters, "clusters - ", MethodName(method));
  input.facts["method"] = MethodName(method);
  input.facts["n_features"] = static_cast<double>(input.value.dimension);
  input.facts["n_samples"] = static_cast<double>(input.value.Rows());
  input.facts["true_clusters"] = static_cast<double>(clusters);
  input.size = {static_cast<double>(input.value.Rows()), "rows"};
  return input;
}

std::vector<Method> MethodsFor(int clusters) {
  KMeansOptions kmeans;
  kmeans.n_clusters = clusters;
  WardOptions ward;
  ward.n_clusters = clusters;
  DbscanOptions dbscan;
  // At dimension 512 two rows of one cluster are about 9.6 apart, and two rows
  // of different clusters about 96.
  dbscan.eps = 12.0;
  return {kmeans, ward, AffinityPropagationOptions(), dbscan};
}

// The fits of docs/peers.md at 5000 to 20,000 rows, twice: once for time and
// once for memory.
TypicalTimes TypicalTimesOf(const Method& method) {
  if (std::holds_alternative<AffinityPropagationOptions>(method)) {
    return {{5000, absl::Seconds(9)},
            {10000, absl::Seconds(36)},
            {20000, absl::Seconds(144)}};
  }
  if (std::holds_alternative<WardOptions>(method)) {
    return {{5000, absl::Seconds(1)},
            {10000, absl::Seconds(3)},
            {20000, absl::Seconds(11)}};
  }
  return {{5000, absl::Seconds(1)},
          {10000, absl::Seconds(1)},
          {20000, absl::Seconds(2)}};
}

Benchmark ForMethod(const Method& method, const std::string& input) {
  Benchmark benchmark;
  benchmark.name =
      absl::StrCat("cluster_embeddings_", MethodName(method), "/", input);
  benchmark.config.method = method;
  return benchmark;
}

void RegisterClustered(const Method& method, int clusters,
                       int rows_per_cluster) {
  Benchmark benchmark =
      ForMethod(method, absl::StrCat("clustered_", clusters, "clusters"));
  benchmark.make_input = [=] {
    return MakeInput(method, clusters, rows_per_cluster, kDefaultDimension);
  };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

// How the cost grows with the rows of ten clusters.
void RegisterRows(const Method& method, Benchmark benchmark,
                  const std::vector<int>& sizes) {
  benchmark.make_sized_input = [=](int64_t rows) {
    return MakeInput(method, 10, static_cast<int>(rows) / 10,
                     kDefaultDimension);
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int rows : sizes) family->Arg(rows);
  family->Complexity();
}

// How the cost grows with the dimension of ten clusters.
void RegisterDimensions(const Method& method) {
  Benchmark benchmark = ForMethod(method, "dimension");
  benchmark.make_sized_input = [=](int64_t dimension) {
    return MakeInput(method, 10, 100, dimension);
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int dimension : {128, 512, 2048}) family->Arg(dimension);
  family->Complexity();
}

const bool registered = [] {
  const std::vector<Method> three = MethodsFor(3), five = MethodsFor(5);
  const std::vector<Method> ten = MethodsFor(10);
  for (size_t i = 0; i < ten.size(); ++i) {
    RegisterClustered(three[i], 3, 300);
    RegisterClustered(five[i], 5, 200);
    RegisterClustered(ten[i], 10, 100);
    RegisterRows(ten[i], ForMethod(ten[i], "rows"), {500, 1000, 2000, 4000});
    Benchmark large_rows = ForMethod(ten[i], "large_rows");
    large_rows.manual = true;
    large_rows.typical_times = TypicalTimesOf(ten[i]);
    RegisterRows(ten[i], std::move(large_rows), {5000, 10000, 20000});
    RegisterDimensions(ten[i]);
  }
  return true;
}();

}  // namespace
}  // namespace feluda
