// Groups embeddings by closeness: Feluda's operator cluster_embeddings.
//
//   ClusterEmbeddings::Config config;
//   config.modality = ClusterEmbeddings::Modality::kVideo;
//   config.n_clusters = 3;
//   auto clustering = ClusterEmbeddings::Create(config);
//   if (!clustering.ok()) return clustering.status();
//   absl::StatusOr<Clusters> clusters = (*clustering)->Run(embeddings);
//   if (clusters.ok()) Show(clusters->clusters["cluster_0"]);
//
// Which algorithm runs follows from the modality, as in Feluda: k-means for
// audio and Ward's for video where the number of clusters is given, affinity
// propagation where it is not. Or the method is named outright, DBSCAN among
// them. Each algorithm's paper and memory stand in its own header in this
// folder; on top come 4 bytes a row, the payloads, and a copy of rows whose
// squared distances float32 could not hold (scaled_rows.h).
//
// The same input and configuration give the same output on one kind of
// processor, for any number of threads.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/embeddings.h"
#include "lib/base/facts.h"
#include "lib/operators/cluster_embeddings/ward/merge_tree.h"
#include "lib/operators/operator.h"

namespace feluda {

struct Clusters {
  // `cluster_0`, `cluster_1`, ... to the payloads of its rows, in their order,
  // and `noise` to those of rows in none. Empty where the embeddings have no
  // payloads.
  std::map<std::string, std::vector<std::string>> clusters;
  // The cluster of each row, from 0 on, none without a row; -1 is none:
  // DBSCAN's noise, and all rows where affinity propagation ended without an
  // exemplar.
  std::vector<int> labels;
  // Affinity propagation: the row that stands for each cluster.
  std::vector<int> exemplars;
  // Agglomerative: every merge, down to one cluster.
  MergeTree merges;
  // `n_clusters`, and by method: k-means `inertia` (the sum of the rows'
  // squared distances to their centres), `iterations`, `converged`; affinity
  // propagation `iterations`, `converged`, `net_similarity`; DBSCAN
  // `core_points`, `noise_points`.
  Facts facts;
};

class ClusterEmbeddings final : public Operator<Embeddings, Clusters> {
 public:
  enum class Modality { kAudio, kVideo };
  enum class Method { kKMeans, kAgglomerative, kAffinityPropagation, kDbscan };

  struct Config {
    // One of the two must be set, and not both.
    std::optional<Modality> modality;
    std::optional<Method> method;
    // Clusters to find, 1 to the number of rows. Needed by k-means and
    // agglomerative, refused by the others; 0 where it is not given.
    int n_clusters = 0;
    // k-means: starts from different centres, of which that of least inertia is
    // kept. Each costs as much as the first.
    int n_init = 1;
    // k-means: iterations of a start, at least 1.
    int max_iterations = 300;
    // k-means: a start ends early once the centres' squared shifts sum to no
    // more than `tolerance` times the mean variance of the columns.
    double tolerance = 1e-4;
    // Affinity propagation: how much of a message's old value is kept, 0.5 to
    // below 1; its iterations; those without change after which it ends.
    double damping = 0.5;
    int max_messages = 200;
    int convergence_iterations = 15;
    // DBSCAN: rows within `eps` are neighbours; a row with `min_samples` of
    // them, itself among them, is a core point.
    double eps = 0.5;
    int min_samples = 5;
    uint32_t seed = 50;
    // 0 takes all CPUs.
    int threads = 1;
  };

  // InvalidArgumentError, naming the member and the remedy, for a value out of
  // the range given above.
  static absl::StatusOr<std::unique_ptr<ClusterEmbeddings>> Create(
      const Config& config);

  // InvalidArgumentError if Validate(embeddings) fails or if there are fewer
  // rows than clusters; FailedPreconditionError after Cleanup();
  // ResourceExhaustedError if memory does not suffice.
  absl::StatusOr<Clusters> Run(const Embeddings& embeddings) override;

  void Cleanup() override;

  // `method`, `threads`, and the members above that the method uses.
  Facts State() const override;

  Method method() const { return method_; }

 private:
  ClusterEmbeddings(const Config& config, Method method)
      : config_(config), method_(method) {}

  Config config_;
  Method method_;
  bool cleaned_up_ = false;
};

// `kmeans`, `agglomerative`, `affinity_propagation` or `dbscan`.
std::string MethodName(ClusterEmbeddings::Method method);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_
