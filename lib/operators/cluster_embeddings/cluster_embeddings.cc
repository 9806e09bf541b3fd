#include "lib/operators/cluster_embeddings/cluster_embeddings.h"

#include <exception>
#include <new>
#include <set>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_propagation.h"
#include "lib/operators/cluster_embeddings/dbscan/dbscan.h"
#include "lib/operators/cluster_embeddings/kmeans/kmeans.h"
#include "lib/operators/cluster_embeddings/ward/ward.h"
#include "lib/operators/embedding_checks.h"
#include "lib/operators/scaled_rows.h"
#include "lib/vectors/rows_view.h"

namespace feluda {
namespace {

using Config = ClusterEmbeddings::Config;
using Method = ClusterEmbeddings::Method;
using Modality = ClusterEmbeddings::Modality;

absl::Status Invalid(const std::string& message) {
  return absl::InvalidArgumentError(message);
}

bool TakesNumberOfClusters(Method method) {
  return method == Method::kKMeans || method == Method::kAgglomerative;
}

absl::StatusOr<Method> Route(const Config& config) {
  if (config.method.has_value() == config.modality.has_value()) {
    return Invalid(
        "modality: set it to audio or video, or else method, and not both");
  }
  if (config.method.has_value()) {
    if (*config.method >= Method::kKMeans &&
        *config.method <= Method::kDbscan) {
      return *config.method;
    }
    return Invalid("method: unknown; set it to one of Method's values");
  }
  if (*config.modality != Modality::kAudio &&
      *config.modality != Modality::kVideo) {
    return Invalid("modality: unknown; set it to audio or video");
  }
  if (config.n_clusters == 0) return Method::kAffinityPropagation;
  return *config.modality == Modality::kAudio ? Method::kKMeans
                                              : Method::kAgglomerative;
}

absl::Status CheckNumberOfClusters(const Config& config, Method method) {
  if (TakesNumberOfClusters(method)) {
    return CheckAtLeast("n_clusters", config.n_clusters, 1);
  }
  if (config.n_clusters == 0) return absl::OkStatus();
  return Invalid(absl::StrCat("n_clusters: ", MethodName(method),
                              " finds the number itself; leave it 0, is ",
                              config.n_clusters));
}

absl::Status CheckKMeans(const Config& config) {
  absl::Status s = CheckAtLeast("n_init", config.n_init, 1);
  if (s.ok()) s = CheckAtLeast("max_iterations", config.max_iterations, 1);
  if (s.ok()) s = CheckNotNegative("tolerance", config.tolerance);
  return s;
}

absl::Status CheckAffinityPropagation(const Config& config) {
  if (!(config.damping >= 0.5 && config.damping < 1.0)) {
    return Invalid(
        absl::StrCat("damping: must be 0.5 to below 1, is ", config.damping));
  }
  absl::Status s = CheckAtLeast("max_messages", config.max_messages, 1);
  if (!s.ok()) return s;
  return CheckAtLeast("convergence_iterations", config.convergence_iterations,
                      1);
}

absl::Status CheckDbscan(const Config& config) {
  if (absl::Status s = CheckPositive("eps", config.eps); !s.ok()) return s;
  return CheckAtLeast("min_samples", config.min_samples, 1);
}

absl::Status CheckMethod(const Config& config, Method method) {
  switch (method) {
    case Method::kKMeans:
      return CheckKMeans(config);
    case Method::kAgglomerative:
      return absl::OkStatus();
    case Method::kAffinityPropagation:
      return CheckAffinityPropagation(config);
    case Method::kDbscan:
      return CheckDbscan(config);
  }
  return absl::InternalError("method: unknown");
}

double Flag(bool value) { return value ? 1.0 : 0.0; }

Clusters RunKMeans(const Config& config, const RowsView& rows,
                   ThreadPool& pool) {
  KMeansOptions options;
  options.n_clusters = config.n_clusters;
  options.n_init = config.n_init;
  options.max_iterations = config.max_iterations;
  options.tolerance = config.tolerance;
  options.seed = config.seed;
  KMeansResult found = KMeans(rows, options, pool);
  Clusters clusters;
  clusters.labels = std::move(found.labels);
  clusters.facts["inertia"] = found.inertia;
  clusters.facts["iterations"] = static_cast<double>(found.iterations);
  clusters.facts["converged"] = Flag(found.converged);
  return clusters;
}

Clusters RunAgglomerative(const Config& config, const RowsView& rows,
                          ThreadPool& pool) {
  Clusters clusters;
  clusters.merges = BuildWardTree(rows, pool);
  clusters.labels = CutTree(clusters.merges, config.n_clusters);
  return clusters;
}

Clusters RunAffinityPropagation(const Config& config, const RowsView& rows,
                                ThreadPool& pool) {
  AffinityPropagationOptions options;
  options.damping = config.damping;
  options.max_iterations = config.max_messages;
  options.convergence_iterations = config.convergence_iterations;
  options.seed = config.seed;
  AffinityPropagationResult found = PropagateAffinity(rows, options, pool);
  Clusters clusters;
  clusters.labels = std::move(found.labels);
  clusters.exemplars = std::move(found.exemplars);
  clusters.facts["iterations"] = static_cast<double>(found.iterations);
  clusters.facts["converged"] = Flag(found.converged);
  clusters.facts["net_similarity"] = found.net_similarity;
  return clusters;
}

Clusters RunDbscan(const Config& config, const RowsView& rows,
                   ThreadPool& pool) {
  DbscanOptions options;
  options.eps = config.eps;
  options.min_samples = config.min_samples;
  DbscanClusters found = Dbscan(rows, options, pool);
  Clusters clusters;
  clusters.labels = std::move(found.labels);
  clusters.facts["core_points"] = static_cast<double>(found.core_points);
  clusters.facts["noise_points"] = static_cast<double>(found.noise_points);
  return clusters;
}

Clusters RunMethod(const Config& config, Method method, const RowsView& rows,
                   ThreadPool& pool) {
  switch (method) {
    case Method::kKMeans:
      return RunKMeans(config, rows, pool);
    case Method::kAgglomerative:
      return RunAgglomerative(config, rows, pool);
    case Method::kAffinityPropagation:
      return RunAffinityPropagation(config, rows, pool);
    case Method::kDbscan:
      break;
  }
  return RunDbscan(config, rows, pool);
}

Config ScaleConfig(const ScaledRows& scaled, Config config) {
  config.eps = scaled.ToRows(config.eps);
  return config;
}

void ScaleBack(const ScaledRows& scaled, Clusters& found) {
  for (const char* name : {"inertia", "net_similarity"}) {
    const auto fact = found.facts.find(name);
    if (fact == found.facts.end()) continue;
    fact->second = scaled.SquareFromRows(std::get<double>(fact->second));
  }
  for (Merge& merge : found.merges) {
    merge.height = scaled.FromRows(merge.height);
  }
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

std::string MethodName(ClusterEmbeddings::Method method) {
  switch (method) {
    case Method::kKMeans:
      return "kmeans";
    case Method::kAgglomerative:
      return "agglomerative";
    case Method::kAffinityPropagation:
      return "affinity_propagation";
    case Method::kDbscan:
      break;
  }
  return "dbscan";
}

absl::StatusOr<std::unique_ptr<ClusterEmbeddings>> ClusterEmbeddings::Create(
    const Config& config) {
  const absl::StatusOr<Method> method = Route(config);
  if (!method.ok()) return method.status();
  absl::Status status = CheckNumberOfClusters(config, *method);
  if (status.ok()) status = CheckMethod(config, *method);
  if (status.ok()) status = CheckThreads(config.threads);
  if (!status.ok()) return status;
  return std::unique_ptr<ClusterEmbeddings>(
      new ClusterEmbeddings(config, *method));
}

absl::StatusOr<Clusters> ClusterEmbeddings::Run(const Embeddings& embeddings) {
  if (cleaned_up_) {
    return absl::FailedPreconditionError(
        "cluster_embeddings: Run() after Cleanup(); create it anew");
  }
  if (absl::Status s = CheckEmbeddings(embeddings); !s.ok()) return s;
  const size_t count = embeddings.Rows();
  if (static_cast<size_t>(config_.n_clusters) > count) {
    return Invalid(absl::StrCat("n_clusters: ", config_.n_clusters,
                                " clusters cannot be found in ", count,
                                " rows; set it to at most the rows"));
  }
  try {
    ThreadPool pool(config_.threads);
    const ScaledRows scaled(embeddings);
    Clusters found =
        RunMethod(ScaleConfig(scaled, config_), method_, scaled.rows(), pool);
    ScaleBack(scaled, found);
    NameClusters(embeddings, found);
    return found;
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        absl::StrCat("cluster_embeddings: memory does not suffice for ", count,
                     " rows by ", MethodName(method_)));
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("cluster_embeddings: ", e.what()));
  }
}

void ClusterEmbeddings::Cleanup() { cleaned_up_ = true; }

Facts ClusterEmbeddings::State() const {
  Facts state;
  state["method"] = MethodName(method_);
  state["threads"] = static_cast<double>(config_.threads);
  if (TakesNumberOfClusters(method_)) {
    state["n_clusters"] = static_cast<double>(config_.n_clusters);
  }
  if (method_ == Method::kKMeans) {
    state["n_init"] = static_cast<double>(config_.n_init);
    state["max_iterations"] = static_cast<double>(config_.max_iterations);
    state["tolerance"] = config_.tolerance;
    state["seed"] = static_cast<double>(config_.seed);
  } else if (method_ == Method::kAffinityPropagation) {
    state["damping"] = config_.damping;
    state["max_messages"] = static_cast<double>(config_.max_messages);
    state["convergence_iterations"] =
        static_cast<double>(config_.convergence_iterations);
    state["seed"] = static_cast<double>(config_.seed);
  } else if (method_ == Method::kDbscan) {
    state["eps"] = config_.eps;
    state["min_samples"] = static_cast<double>(config_.min_samples);
  }
  return state;
}

}  // namespace feluda
