#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <exception>
#include <new>
#include <set>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/embedding_checks.h"
#include "lib/operators/scaled_rows.h"
#include "lib/vectors/rows_view.h"

namespace feluda {
namespace {

absl::Status Invalid(const std::string& message) {
  return absl::InvalidArgumentError(message);
}

// Each algorithm overloads the functions below for its options.

std::string Name(const AffinityPropagationOptions&) {
  return "affinity_propagation";
}
std::string Name(const KMeansOptions&) { return "kmeans"; }
std::string Name(const WardOptions&) { return "agglomerative"; }
std::string Name(const DbscanOptions&) { return "dbscan"; }

absl::Status Check(const AffinityPropagationOptions& options) {
  if (!(options.damping >= 0.5 && options.damping < 1.0)) {
    return Invalid(
        absl::StrCat("damping: must be 0.5 to below 1, is ", options.damping));
  }
  absl::Status s = CheckAtLeast("max_messages", options.max_messages, 1);
  if (!s.ok()) return s;
  return CheckAtLeast("convergence_iterations", options.convergence_iterations,
                      1);
}

absl::Status Check(const KMeansOptions& options) {
  absl::Status s = CheckAtLeast("n_clusters", options.n_clusters, 1);
  if (s.ok()) s = CheckAtLeast("n_init", options.n_init, 1);
  if (s.ok()) s = CheckAtLeast("max_iterations", options.max_iterations, 1);
  if (s.ok()) s = CheckAtLeast("max_moves", options.max_moves, 0);
  if (s.ok()) s = CheckNotNegative("tolerance", options.tolerance);
  if (s.ok() && !(options.momentum >= 0.0 && options.momentum < 1.0)) {
    s = Invalid(
        absl::StrCat("momentum: must be 0 to below 1, is ", options.momentum));
  }
  return s;
}

absl::Status Check(const WardOptions& options) {
  return CheckAtLeast("n_clusters", options.n_clusters, 1);
}

absl::Status Check(const DbscanOptions& options) {
  if (absl::Status s = CheckPositive("eps", options.eps); !s.ok()) return s;
  return CheckAtLeast("min_samples", options.min_samples, 1);
}

Facts Describe(const AffinityPropagationOptions& options) {
  return {{"damping", options.damping},
          {"max_messages", static_cast<double>(options.max_messages)},
          {"convergence_iterations",
           static_cast<double>(options.convergence_iterations)},
          {"seed", static_cast<double>(options.seed)}};
}

Facts Describe(const KMeansOptions& options) {
  return {{"n_clusters", static_cast<double>(options.n_clusters)},
          {"n_init", static_cast<double>(options.n_init)},
          {"max_iterations", static_cast<double>(options.max_iterations)},
          {"max_moves", static_cast<double>(options.max_moves)},
          {"tolerance", options.tolerance},
          {"momentum", options.momentum},
          {"seed", static_cast<double>(options.seed)}};
}

Facts Describe(const WardOptions& options) {
  return {{"n_clusters", static_cast<double>(options.n_clusters)}};
}

Facts Describe(const DbscanOptions& options) {
  return {{"eps", options.eps},
          {"min_samples", static_cast<double>(options.min_samples)}};
}

// 0 if the algorithm finds the number itself.
int GivenClusters(const AffinityPropagationOptions&) { return 0; }
int GivenClusters(const KMeansOptions& options) { return options.n_clusters; }
int GivenClusters(const WardOptions& options) { return options.n_clusters; }
int GivenClusters(const DbscanOptions&) { return 0; }

double Flag(bool value) { return value ? 1.0 : 0.0; }

Clusters Find(const AffinityPropagationOptions& options,
              const ScaledRows& scaled, ThreadPool& pool) {
  AffinityPropagationResult found =
      PropagateAffinity(scaled.rows(), options, pool);
  Clusters clusters;
  clusters.labels = std::move(found.labels);
  clusters.exemplars = std::move(found.exemplars);
  clusters.facts["iterations"] = static_cast<double>(found.iterations);
  clusters.facts["converged"] = Flag(found.converged);
  clusters.facts["net_similarity"] =
      scaled.SquareFromRows(found.net_similarity);
  return clusters;
}

Clusters Find(const KMeansOptions& options, const ScaledRows& scaled,
              ThreadPool& pool) {
  KMeansResult found = KMeans(scaled.rows(), options, pool);
  Clusters clusters;
  clusters.labels = std::move(found.labels);
  clusters.facts["inertia"] = scaled.SquareFromRows(found.inertia);
  clusters.facts["iterations"] = static_cast<double>(found.iterations);
  clusters.facts["converged"] = Flag(found.converged);
  return clusters;
}

Clusters Find(const WardOptions& options, const ScaledRows& scaled,
              ThreadPool& pool) {
  Clusters clusters;
  clusters.merges = BuildWardTree(scaled.rows(), pool);
  clusters.labels = CutTree(clusters.merges, options.n_clusters);
  for (Merge& merge : clusters.merges) {
    merge.height = scaled.FromRows(merge.height);
  }
  return clusters;
}

Clusters Find(DbscanOptions options, const ScaledRows& scaled,
              ThreadPool& pool) {
  options.eps = scaled.ToRows(options.eps);
  DbscanClusters found = Dbscan(scaled.rows(), options, pool);
  Clusters clusters;
  clusters.labels = std::move(found.labels);
  clusters.facts["core_points"] = static_cast<double>(found.core_points);
  clusters.facts["noise_points"] = static_cast<double>(found.noise_points);
  return clusters;
}

void NameClusters(const Embeddings& embeddings, Clusters& found) {
  std::set<int> labels(found.labels.begin(), found.labels.end());
  labels.erase(-1);
  found.facts["n_clusters"] = static_cast<double>(labels.size());
  for (size_t row = 0; row < embeddings.payloads.size(); ++row) {
    const int label = found.labels[row];
    found.clusters[label < 0 ? "noise" : absl::StrCat("cluster_", label)]
        .push_back(embeddings.payloads[row]);
  }
}

}  // namespace

std::string MethodName(const ClusterEmbeddings::Method& method) {
  return std::visit([](const auto& options) { return Name(options); }, method);
}

ClusterEmbeddings::Method ClusterEmbeddings::ChooseMethod(Modality modality,
                                                          int n_clusters) {
  if (n_clusters == 0) return AffinityPropagationOptions();
  if (modality == Modality::kAudio) {
    KMeansOptions options;
    options.n_clusters = n_clusters;
    return options;
  }
  WardOptions options;
  options.n_clusters = n_clusters;
  return options;
}

absl::StatusOr<std::unique_ptr<ClusterEmbeddings>> ClusterEmbeddings::Create(
    const Config& config) {
  absl::Status status = std::visit(
      [](const auto& options) { return Check(options); }, config.method);
  if (status.ok()) status = CheckThreads(config.threads);
  if (!status.ok()) return status;
  return std::unique_ptr<ClusterEmbeddings>(new ClusterEmbeddings(config));
}

absl::StatusOr<Clusters> ClusterEmbeddings::Run(const Embeddings& embeddings) {
  if (cleaned_up_) {
    return absl::FailedPreconditionError(
        "cluster_embeddings: Run() after Cleanup(); create it anew");
  }
  if (absl::Status s = CheckEmbeddings(embeddings); !s.ok()) return s;
  const size_t count = embeddings.Rows();
  const int n_clusters = std::visit(
      [](const auto& options) { return GivenClusters(options); }, method());
  if (static_cast<size_t>(n_clusters) > count) {
    return Invalid(absl::StrCat("n_clusters: ", n_clusters,
                                " clusters cannot be found in ", count,
                                " rows; set it to at most the rows"));
  }
  try {
    ThreadPool pool(config_.threads);
    const ScaledRows scaled(embeddings);
    Clusters found = std::visit(
        [&](const auto& options) { return Find(options, scaled, pool); },
        method());
    NameClusters(embeddings, found);
    return found;
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        absl::StrCat("cluster_embeddings: memory does not suffice for ", count,
                     " rows by ", MethodName(method())));
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("cluster_embeddings: ", e.what()));
  }
}

void ClusterEmbeddings::Cleanup() { cleaned_up_ = true; }

Facts ClusterEmbeddings::State() const {
  Facts state = std::visit(
      [](const auto& options) { return Describe(options); }, method());
  state["method"] = MethodName(method());
  state["threads"] = static_cast<double>(config_.threads);
  return state;
}

}  // namespace feluda
