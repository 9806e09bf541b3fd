// Fuzzes the operators on embeddings with parameters and data: each must return
// a valid result or an InvalidArgumentError.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "lib/base/embeddings.h"
#include "lib/operators/cluster_embeddings/cluster_embeddings.h"
#include "lib/operators/dimension_reduction/dimension_reduction.h"

namespace feluda {
namespace {

// More numbers would be slow and find nothing more.
constexpr size_t kMaxNumbers = 512;

// Reads the input byte by byte, and zeros past its end.
class Bytes {
 public:
  Bytes(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  int Small(int count) { return Next() % count; }

  float Float() {
    uint8_t bytes[4];
    for (uint8_t& byte : bytes) byte = Next();
    float value;
    std::memcpy(&value, bytes, sizeof(value));
    return value;
  }

  size_t left() const { return size_; }

 private:
  uint8_t Next() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }

  const uint8_t* data_;
  size_t size_;
};

void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

// Takes arbitrary bits, or a few small values, so that rows and distances tie.
Embeddings TakeEmbeddings(Bytes& bytes) {
  Embeddings embeddings;
  embeddings.dimension = bytes.Small(20);
  const bool any_bits = bytes.Small(4) == 0;
  while (bytes.left() > 0 && embeddings.values.size() < kMaxNumbers) {
    embeddings.values.push_back(any_bits ? bytes.Float()
                                         : bytes.Small(9) - 4.0f);
  }
  return embeddings;
}

void CheckStatus(const absl::Status& status) {
  Require(status.code() == absl::StatusCode::kInvalidArgument,
          "what is refused is refused as invalid");
}

void CheckFacts(const Facts& facts) {
  for (const auto& [name, fact] : facts) {
    if (const double* number = std::get_if<double>(&fact)) {
      Require(std::isfinite(*number), name.c_str());
    }
  }
}

ClusterEmbeddings::Config TakeClusteringConfig(Bytes& bytes) {
  const int method = bytes.Small(5);
  KMeansOptions kmeans;
  kmeans.n_clusters = bytes.Small(9) - 1;
  kmeans.n_init = bytes.Small(4);
  kmeans.max_iterations = bytes.Small(20);
  WardOptions ward;
  ward.n_clusters = kmeans.n_clusters;
  AffinityPropagationOptions affinity;
  affinity.damping = bytes.Small(256) / 250.0;
  affinity.max_messages = bytes.Small(40);
  DbscanOptions dbscan;
  dbscan.eps = bytes.Small(20) / 4.0;
  dbscan.min_samples = bytes.Small(6);
  const ClusterEmbeddings::Method methods[] = {
      kmeans, ward, affinity, dbscan,
      ClusterEmbeddings::ChooseMethod(ClusterEmbeddings::Modality::kVideo,
                                      kmeans.n_clusters)};
  ClusterEmbeddings::Config config;
  config.method = methods[method];
  config.threads = bytes.Small(3) + 1;
  return config;
}

void FuzzClustering(Bytes& bytes) {
  const auto config = TakeClusteringConfig(bytes);
  const auto clustering = ClusterEmbeddings::Create(config);
  if (!clustering.ok()) return CheckStatus(clustering.status());
  const Embeddings embeddings = TakeEmbeddings(bytes);
  const auto found = (*clustering)->Run(embeddings);
  if (!found.ok()) return CheckStatus(found.status());
  Require(found->labels.size() == embeddings.Rows(), "every row has a label");
  const auto [least, most] =
      std::minmax_element(found->labels.begin(), found->labels.end());
  const double clusters = std::get<double>(found->facts.at("n_clusters"));
  Require(*least >= -1 && *most < clusters, "labels are those of clusters");
  CheckFacts(found->facts);
}

void FuzzReduction(Bytes& bytes) {
  DimensionReduction::Config config;
  config.method = static_cast<DimensionReduction::Method>(bytes.Small(3));
  config.n_components = bytes.Small(6);
  config.perplexity = bytes.Small(40) / 2.0;
  config.learning_rate = bytes.Small(256) * 4.0;
  config.max_iterations = 249 + bytes.Small(3);
  config.tsne_method =
      static_cast<DimensionReduction::TsneMethod>(bytes.Small(3));
  config.n_neighbors = bytes.Small(20);
  config.min_dist = bytes.Small(11) / 10.0;
  config.spread = bytes.Small(30) / 10.0;
  config.metric = static_cast<Metric>(bytes.Small(3));
  config.n_epochs = bytes.Small(30);
  config.threads = bytes.Small(3) + 1;
  const auto reduction = DimensionReduction::Create(config);
  if (!reduction.ok()) return CheckStatus(reduction.status());
  const Embeddings embeddings = TakeEmbeddings(bytes);
  const auto reduced = (*reduction)->Run(embeddings);
  if (!reduced.ok()) return CheckStatus(reduced.status());
  Require(reduced->embeddings.Rows() == embeddings.Rows(),
          "every row is reduced");
  Require(Validate(reduced->embeddings).ok(), "to finite numbers");
  CheckFacts(reduced->facts);
}

}  // namespace
}  // namespace feluda

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  feluda::Bytes bytes(data, size);
  if (bytes.Small(2) == 0) {
    feluda::FuzzClustering(bytes);
  } else {
    feluda::FuzzReduction(bytes);
  }
  return 0;
}
