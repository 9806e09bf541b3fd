// Runs one operator on embeddings once or several times, and prints its cost
// and its facts as JSON. compare_peers.py runs our operators by it, and users
// can try an operator on a file of their own.

#include <cstdint>
#include <cstring>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "bench/tools/vector_target.h"
#include "lib/base/embeddings.h"
#include "lib/base/facts.h"
#include "lib/data/embedding_generator.h"
#include "lib/files/file_bytes.h"
#include "lib/files/file_writer.h"
#include "lib/measure/profile.h"
#include "lib/operators/cluster_embeddings/cluster_embeddings.h"
#include "lib/operators/dimension_reduction/dimension_reduction.h"
#include "lib/program/program.h"
#include "lib/program/tool.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "nlohmann/json.hpp"

ABSL_FLAG(std::string, feluda_method, "",
          "kmeans, agglomerative, affinity_propagation, dbscan, tsne or umap");
ABSL_FLAG(std::string, feluda_input, "",
          "a file of little-endian float32, row by row, or made-up rows: "
          "random_ROWS, clustered_CLUSTERSxROWS, or topics_ROWS, which are "
          "like embeddings of networks");
ABSL_FLAG(int, feluda_dimension, 512, "numbers in a row");
ABSL_FLAG(int, feluda_clusters, 10, "n_clusters of kmeans and agglomerative");
ABSL_FLAG(int, feluda_components, 2, "n_components of tsne and umap");
ABSL_FLAG(double, feluda_eps, 12.0, "eps of dbscan");
ABSL_FLAG(int, feluda_min_samples, 5, "min_samples of dbscan");
ABSL_FLAG(double, feluda_perplexity, 30.0, "perplexity of tsne");
ABSL_FLAG(bool, feluda_exact, false, "tsne takes every pair of rows");
ABSL_FLAG(bool, feluda_cosine, false,
          "umap takes cosine distances, not euclidean ones");
ABSL_FLAG(std::string, feluda_neighbors, "auto",
          "how tsne and umap search for neighbours: exact, approximate, or "
          "auto for what costs less");
ABSL_FLAG(int64_t, feluda_seed, -1,
          "seed of the operator, 0 to 4294967295; -1 for its default");
ABSL_FLAG(int, feluda_threads, 1, "threads of the operator; 0 for all CPUs");
ABSL_FLAG(int, feluda_repetitions, 1, "how often it runs");
ABSL_FLAG(std::string, feluda_save_input, "",
          "a file to write the input to, as float32; without a method nothing "
          "else is done");
ABSL_FLAG(std::string, feluda_save_output, "",
          "a file to write the result to: a label a row as int32 (of affinity "
          "propagation its exemplar's row), or the reduced rows as float32");

namespace feluda {
namespace {

using Json = nlohmann::ordered_json;
using Method = ClusterEmbeddings::Method;

absl::Status Invalid(absl::string_view flag, absl::string_view must) {
  return absl::InvalidArgumentError(
      absl::StrCat("--", flag, ": must be ", must));
}

// Two million rows of 512.
constexpr int64_t kMaxInputBytes = int64_t{1} << 32;

absl::StatusOr<Embeddings> MakeClustered(absl::string_view sizes,
                                         size_t dimension) {
  const std::vector<absl::string_view> parts = absl::StrSplit(sizes, 'x');
  uint64_t clusters, rows;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &clusters) ||
      !absl::SimpleAtoi(parts[1], &rows)) {
    return Invalid("feluda_input", "as clustered_10x200");
  }
  auto made = GenerateEmbeddingsWithClusters(clusters, rows, dimension);
  if (!made.ok()) return made.status();
  return std::move(made->embeddings);
}

absl::StatusOr<Embeddings> ReadRows(const std::string& path, size_t dimension) {
  const absl::StatusOr<std::string> bytes = ReadInput(path, kMaxInputBytes);
  if (!bytes.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat("--feluda_input: ", bytes.status().message(),
                     "; name a file of float32"));
  }
  if (bytes->empty() || bytes->size() % (dimension * sizeof(float)) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("--feluda_input: ", path, " has ", bytes->size(),
                     " bytes, which are no whole rows of ", dimension,
                     " float32; set --feluda_dimension"));
  }
  Embeddings embeddings;
  embeddings.dimension = dimension;
  embeddings.values.resize(bytes->size() / sizeof(float));
  std::memcpy(embeddings.values.data(), bytes->data(), bytes->size());
  return embeddings;
}

absl::StatusOr<Embeddings> MakeInput() {
  const std::string input = absl::GetFlag(FLAGS_feluda_input);
  const int dimension = absl::GetFlag(FLAGS_feluda_dimension);
  if (dimension < 1) return Invalid("feluda_dimension", "at least 1");
  absl::string_view name = input;
  if (absl::ConsumePrefix(&name, "clustered_")) {
    return MakeClustered(name, dimension);
  }
  const bool topics = absl::ConsumePrefix(&name, "topics_");
  if (!topics && !absl::ConsumePrefix(&name, "random_")) {
    return ReadRows(input, dimension);
  }
  uint64_t rows;
  if (!absl::SimpleAtoi(name, &rows)) {
    return Invalid("feluda_input", "as random_2000 or topics_2000");
  }
  return topics ? GenerateEmbeddingsOfTopics(rows, dimension)
                : GenerateEmbeddings(rows, dimension);
}

template <typename T>
absl::Status Save(const std::string& path, const std::vector<T>& values) {
  if (path.empty()) return absl::OkStatus();
  return WriteFileWhole(
      path, absl::string_view(reinterpret_cast<const char*>(values.data()),
                              values.size() * sizeof(T)));
}

absl::Status SaveOutput(const Clusters& clusters) {
  std::vector<int> labels = clusters.labels;
  if (!clusters.exemplars.empty()) {
    for (int& label : labels) label = clusters.exemplars[label];
  }
  return Save(absl::GetFlag(FLAGS_feluda_save_output), labels);
}

absl::Status SaveOutput(const ReducedEmbeddings& reduced) {
  return Save(absl::GetFlag(FLAGS_feluda_save_output),
              reduced.embeddings.values);
}

Json FactsToJson(const Facts& facts) {
  Json json = Json::object();
  for (const auto& [name, fact] : facts) {
    std::visit([&, key = name](const auto& value) { json[key] = value; }, fact);
  }
  return json;
}

void Append(const ResourceUsage& usage, Json& json) {
  json["wall_s"].push_back(absl::ToDoubleSeconds(usage.wall));
  json["cpu_s"].push_back(absl::ToDoubleSeconds(usage.cpu.total()));
  // Later repetitions run in memory that the first one left.
  if (json.contains("peak_growth_bytes") || !usage.resident.ok()) return;
  json["peak_growth_bytes"] =
      usage.resident->peak_bytes - usage.resident->before_bytes;
}

template <typename Op>
absl::StatusOr<Json> Operate(typename Op::Config config,
                             const Embeddings& embeddings) {
  config.threads = absl::GetFlag(FLAGS_feluda_threads);
  const auto op = Op::Create(config);
  if (!op.ok()) return op.status();
  Json json;
  json["rows"] = embeddings.Rows();
  json["dimension"] = embeddings.dimension;
  json["parameters"] = FactsToJson((*op)->State());
  ResourceMeterOptions options;
  options.heap = false;
  absl::StatusOr<typename Op::Output> output = absl::UnknownError("not run");
  for (int i = 0; i < absl::GetFlag(FLAGS_feluda_repetitions); ++i) {
    // Two outputs at once would be more memory than the operator takes.
    output = absl::UnknownError("not run");
    const ResourceUsage usage =
        Profile([&] { output = (*op)->Run(embeddings); }, options);
    if (!output.ok()) return output.status();
    Append(usage, json);
    json["facts"] = FactsToJson(output->facts);
  }
  if (absl::Status s = SaveOutput(*output); !s.ok()) return s;
  return json;
}

absl::Status CheckSeed() {
  const int64_t seed = absl::GetFlag(FLAGS_feluda_seed);
  if (seed >= -1 && seed <= std::numeric_limits<uint32_t>::max()) {
    return absl::OkStatus();
  }
  return Invalid("feluda_seed", "0 to 4294967295, or -1");
}

// Keeps the default if no seed is given.
void TakeSeed(uint32_t& seed) {
  const int64_t given = absl::GetFlag(FLAGS_feluda_seed);
  if (given >= 0) seed = static_cast<uint32_t>(given);
}

std::vector<Method> ClusteringMethods() {
  KMeansOptions kmeans;
  kmeans.n_clusters = absl::GetFlag(FLAGS_feluda_clusters);
  TakeSeed(kmeans.seed);
  WardOptions ward;
  ward.n_clusters = absl::GetFlag(FLAGS_feluda_clusters);
  AffinityPropagationOptions affinity;
  TakeSeed(affinity.seed);
  DbscanOptions dbscan;
  dbscan.eps = absl::GetFlag(FLAGS_feluda_eps);
  dbscan.min_samples = absl::GetFlag(FLAGS_feluda_min_samples);
  return {kmeans, ward, affinity, dbscan};
}

absl::StatusOr<Json> Cluster(const Method& method,
                             const Embeddings& embeddings) {
  ClusterEmbeddings::Config config;
  config.method = method;
  return Operate<ClusterEmbeddings>(config, embeddings);
}

absl::Status TakeNeighborSearch(NeighborOptions::Search& search) {
  using Search = NeighborOptions::Search;
  for (Search known : {Search::kAuto, Search::kExact, Search::kApproximate}) {
    if (absl::GetFlag(FLAGS_feluda_neighbors) != SearchName(known)) continue;
    search = known;
    return absl::OkStatus();
  }
  return Invalid("feluda_neighbors", "auto, exact or approximate");
}

absl::StatusOr<Json> Reduce(DimensionReduction::Method method,
                            const Embeddings& embeddings) {
  DimensionReduction::Config config;
  config.method = method;
  config.n_components = absl::GetFlag(FLAGS_feluda_components);
  TakeSeed(config.seed);
  config.perplexity = absl::GetFlag(FLAGS_feluda_perplexity);
  if (absl::GetFlag(FLAGS_feluda_exact)) {
    config.tsne_method = DimensionReduction::TsneMethod::kExact;
  }
  if (absl::GetFlag(FLAGS_feluda_cosine)) config.metric = Metric::kCosine;
  if (absl::Status s = TakeNeighborSearch(config.neighbor_search); !s.ok()) {
    return s;
  }
  return Operate<DimensionReduction>(config, embeddings);
}

absl::StatusOr<Json> RunMethod(const Embeddings& embeddings) {
  if (absl::Status s = CheckSeed(); !s.ok()) return s;
  const std::string name = absl::GetFlag(FLAGS_feluda_method);
  for (const Method& method : ClusteringMethods()) {
    if (name == MethodName(method)) return Cluster(method, embeddings);
  }
  for (auto method :
       {DimensionReduction::Method::kTsne, DimensionReduction::Method::kUmap}) {
    if (name == MethodName(method)) return Reduce(method, embeddings);
  }
  return Invalid("feluda_method",
                 "kmeans, agglomerative, affinity_propagation, dbscan, tsne or "
                 "umap");
}

absl::Status CheckOutput(absl::string_view flag, const std::string& path) {
  absl::Status status = path.empty() ? absl::OkStatus() : CheckOutputFile(path);
  if (status.ok()) return status;
  return absl::InvalidArgumentError(
      absl::StrCat("--", flag, ": ", status.message()));
}

// Proves that the files can be written, before anything runs.
absl::Status CheckOutputs() {
  const absl::Status input =
      CheckOutput("feluda_save_input", absl::GetFlag(FLAGS_feluda_save_input));
  return input.ok() ? CheckOutput("feluda_save_output",
                                  absl::GetFlag(FLAGS_feluda_save_output))
                    : input;
}

int Fail(const absl::Status& status) {
  std::cerr << status.message() << "\n";
  return absl::IsInvalidArgument(status) || absl::IsNotFound(status)
             ? kExitBadUse
             : kExitFailure;
}

int Run(const std::vector<std::string>& files) {
  if (!files.empty()) {
    return BadUse(
        absl::StrCat(files[0], ": say --feluda_input=FILE for an input"));
  }
  if (absl::GetFlag(FLAGS_feluda_repetitions) < 1) {
    return Fail(Invalid("feluda_repetitions", "at least 1"));
  }
  if (const auto target = UseTargetOfFlag(); !target.ok()) {
    return Fail(target.status());
  }
  if (absl::Status s = CheckOutputs(); !s.ok()) return Fail(s);
  const absl::StatusOr<Embeddings> embeddings = MakeInput();
  if (!embeddings.ok()) return Fail(embeddings.status());
  const std::string copy = absl::GetFlag(FLAGS_feluda_save_input);
  if (absl::Status s = Save(copy, embeddings->values); !s.ok()) return Fail(s);
  if (absl::GetFlag(FLAGS_feluda_method).empty() && !copy.empty()) {
    return kExitSuccess;
  }
  const absl::StatusOr<Json> json = RunMethod(*embeddings);
  if (!json.ok()) return Fail(json.status());
  std::cout << json->dump() << std::endl;
  return kExitSuccess;
}

}  // namespace
}  // namespace feluda

int main(int argc, char** argv) {
  return feluda::RunTool(argc, argv, {""}, feluda::Run);
}
