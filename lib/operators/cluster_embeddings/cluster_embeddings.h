// Groups embeddings by closeness: Feluda's operator cluster_embeddings.
//
//   ClusterEmbeddings::Config config;
//   config.method.emplace<KMeansOptions>().n_clusters = 3;
//   auto clustering = ClusterEmbeddings::Create(config);
//   if (!clustering.ok()) return clustering.status();
//   absl::StatusOr<Clusters> clusters = (*clustering)->Run(embeddings);
//   if (clusters.ok()) Show(clusters->clusters["cluster_0"]);
//
// A configuration holds the options of the one algorithm that is to run;
// ChooseMethod() chooses as Feluda does, by the modality of the media. Each
// algorithm's header in this folder names its paper, its options and its
// memory. The operator itself takes 4 bytes a row, the payloads, and a scaled
// copy of rows whose squared distances float32 cannot hold (scaled_rows.h).
//
// The same input and configuration give the same output for any number of
// threads; for k-means and affinity propagation also on every processor with
// fused multiply-add, for Ward and DBSCAN on one kind of processor.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/base/embeddings.h"
#include "lib/base/facts.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_propagation.h"
#include "lib/operators/cluster_embeddings/dbscan/dbscan.h"
#include "lib/operators/cluster_embeddings/kmeans/kmeans.h"
#include "lib/operators/cluster_embeddings/ward/merge_tree.h"
#include "lib/operators/cluster_embeddings/ward/ward.h"
#include "lib/operators/operator.h"

namespace feluda {

struct Clusters {
  // Maps `cluster_0`, `cluster_1`, ... to the payloads of the cluster's rows,
  // in the order of the rows, and `noise` to the payloads of rows without a
  // cluster. Empty if the embeddings have no payloads.
  std::map<std::string, std::vector<std::string>> clusters;
  // The cluster of each row, from 0 on; each cluster has a row, except that
  // k-means leaves out clusters if there are fewer distinct rows. -1 marks a
  // row without a cluster: DBSCAN's noise, and every row if affinity
  // propagation ended without an exemplar.
  std::vector<int> labels;
  // Affinity propagation: the row that stands for each cluster.
  std::vector<int> exemplars;
  // Ward: every merge, down to one cluster.
  MergeTree merges;
  // `n_clusters`, and by method: k-means `inertia` (the sum of the rows'
  // squared distances to their centres), `iterations`, `converged`; affinity
  // propagation `iterations`, `converged`, `net_similarity`; DBSCAN
  // `core_points`, `noise_points`.
  Facts facts;
};

class ClusterEmbeddings final : public Operator<Embeddings, Clusters> {
 public:
  using Method = std::variant<AffinityPropagationOptions, KMeansOptions,
                              WardOptions, DbscanOptions>;

  struct Config {
    // The algorithm and its options. The default needs no number of clusters.
    Method method;
    // Threads to use, 1 to 1024; 0 takes all CPUs.
    int threads = 1;
  };

  enum class Modality { kAudio, kVideo };

  // Feluda's choice: given a number of clusters, k-means for audio and Ward for
  // video; without one (0), affinity propagation for both.
  static Method ChooseMethod(Modality modality, int n_clusters = 0);

  // InvalidArgumentError, naming the option and the remedy, if an option is out
  // of the range that its header gives.
  static absl::StatusOr<std::unique_ptr<ClusterEmbeddings>> Create(
      const Config& config);

  // InvalidArgumentError if Validate(embeddings) fails or if there are fewer
  // rows than clusters; FailedPreconditionError after Cleanup();
  // ResourceExhaustedError if memory does not suffice.
  absl::StatusOr<Clusters> Run(const Embeddings& embeddings) override;

  void Cleanup() override;

  // `method`, `threads`, and the options of the method.
  Facts State() const override;

  const Method& method() const { return config_.method; }

 private:
  explicit ClusterEmbeddings(const Config& config) : config_(config) {}

  Config config_;
  bool cleaned_up_ = false;
};

// `kmeans`, `agglomerative`, `affinity_propagation` or `dbscan`.
std::string MethodName(const ClusterEmbeddings::Method& method);

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_
