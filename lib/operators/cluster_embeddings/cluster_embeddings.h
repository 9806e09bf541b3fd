// Groups embeddings by closeness: Feluda's operator cluster_embeddings.
//
//   ClusterEmbeddings::Config config;
//   config.n_clusters = 3;
//   auto clustering = ClusterEmbeddings::Create(config);
//   if (!clustering.ok()) return clustering.status();
//   absl::StatusOr<Clusters> clusters = (*clustering)->Run(embeddings);
//   if (clusters.ok()) Show(clusters->clusters["cluster_0"]);
//
// k-means is cv::kmeans: k-means++ seeding (Arthur and Vassilvitskii, SODA
// 2007) with three candidates a centre, then Lloyd's iterations. The same input
// and configuration give the same output.
//
// Threads: runs on the calling thread alone. While any Run() is under way,
// OpenCV is set to one thread in the whole process; the earlier number is put
// back after the last.
// Peak memory of k-means above input and output, in bytes: 24 * rows +
// (8 * n_clusters + 12) * dimension. The embeddings are not copied.

#ifndef LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_
#define LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "lib/data/embeddings.h"
#include "lib/data/facts.h"
#include "lib/operators/operator.h"

namespace feluda {

struct Clusters {
  // `cluster_0`, `cluster_1`, ... to the payloads of its rows, in their order.
  // Empty where the embeddings have no payloads.
  std::map<std::string, std::vector<std::string>> clusters;
  // The cluster of each row, from 0 to n_clusters - 1. None is without a row.
  std::vector<int> labels;
  // `inertia`: the sum of the rows' squared distances to their centres.
  Facts facts;
};

class ClusterEmbeddings final : public Operator<Embeddings, Clusters> {
 public:
  enum class Method { kKMeans };

  struct Config {
    Method method = Method::kKMeans;
    // Clusters to find: 1 to the number of rows. Must be set.
    int n_clusters = 0;
    // Starts from different centres, of which that of least inertia is kept.
    // Each costs as much as the first.
    int n_init = 1;
    // Iterations of a start, the seeding among them: at least 2. OpenCV makes
    // no more than 100, and State() tells the number in force.
    int max_iterations = 300;
    // A start ends early once the centres' squared shifts sum to no more than
    // `tolerance` times the mean variance of the columns.
    double tolerance = 1e-4;
    uint32_t seed = 50;
  };

  // InvalidArgumentError, naming the member and the remedy, for a value out of
  // the range given above.
  static absl::StatusOr<std::unique_ptr<ClusterEmbeddings>> Create(
      const Config& config);

  // InvalidArgumentError if Validate(embeddings) fails, if there are fewer rows
  // than clusters, or if numbers are so large that distances would overflow;
  // FailedPreconditionError after Cleanup(); InternalError if OpenCV fails.
  absl::StatusOr<Clusters> Run(const Embeddings& embeddings) override;

  void Cleanup() override;

  // `method`, `n_clusters`, `n_init`, `max_iterations`, `tolerance`, `seed`,
  // `threads`.
  Facts State() const override;

 private:
  explicit ClusterEmbeddings(const Config& config) : config_(config) {}

  Config config_;
  bool cleaned_up_ = false;
};

}  // namespace feluda

#endif  // LIB_OPERATORS_CLUSTER_EMBEDDINGS_CLUSTER_EMBEDDINGS_H_
