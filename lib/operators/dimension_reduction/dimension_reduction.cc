#include "lib/operators/dimension_reduction/dimension_reduction.h"

#include <exception>
#include <new>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "lib/base/thread_pool.h"
#include "lib/operators/dimension_reduction/tsne/tsne.h"
#include "lib/operators/dimension_reduction/umap/layout_forces.h"
#include "lib/operators/dimension_reduction/umap/umap.h"
#include "lib/operators/embedding_checks.h"
#include "lib/operators/scaled_rows.h"
#include "lib/vectors/rows_view.h"

namespace feluda {
namespace {

using Config = DimensionReduction::Config;
using Method = DimensionReduction::Method;
using Search = NeighborOptions::Search;

absl::Status Invalid(const std::string& message) {
  return absl::InvalidArgumentError(message);
}

absl::Status CheckTsne(const Config& config) {
  using TsneMethod = DimensionReduction::TsneMethod;
  if (config.tsne_method != TsneMethod::kBarnesHut &&
      config.tsne_method != TsneMethod::kExact) {
    return Invalid("tsne_method: unknown; set it to barnes_hut or exact");
  }
  if (config.tsne_method == TsneMethod::kBarnesHut && config.n_components > 3) {
    return Invalid(absl::StrCat("n_components: must be at most 3 for ",
                                "tsne_method barnes_hut, is ",
                                config.n_components, "; exact takes more"));
  }
  absl::Status s = CheckPositive("perplexity", config.perplexity);
  if (s.ok()) s = CheckPositive("learning_rate", config.learning_rate);
  if (s.ok()) s = CheckAtLeast("max_iterations", config.max_iterations, 250);
  return s;
}

absl::Status CheckUmap(const Config& config) {
  if (config.metric != Metric::kEuclidean && config.metric != Metric::kCosine) {
    return Invalid("metric: unknown; set it to euclidean or cosine");
  }
  absl::Status s = CheckAtLeast("n_neighbors", config.n_neighbors, 2);
  if (s.ok()) s = CheckNotNegative("min_dist", config.min_dist);
  if (s.ok()) s = CheckPositive("spread", config.spread);
  if (s.ok()) s = CheckAtLeast("n_epochs", config.n_epochs, 0);
  if (s.ok() && config.min_dist > config.spread) {
    return Invalid(absl::StrCat("min_dist: must be at most spread, ",
                                config.spread, ", is ", config.min_dist));
  }
  return s;
}

absl::Status CheckConfig(const Config& config) {
  if (config.method != Method::kTsne && config.method != Method::kUmap) {
    return Invalid("method: unknown; set it to tsne or umap");
  }
  absl::Status s = CheckAtLeast("n_components", config.n_components, 1);
  if (!s.ok()) return s;
  if (config.n_components > static_cast<int>(kMaxComponents)) {
    return Invalid(absl::StrCat("n_components: must be at most ",
                                kMaxComponents, ", is ", config.n_components));
  }
  s = CheckThreads(config.threads);
  if (!s.ok()) return s;
  if (config.neighbor_search != Search::kAuto &&
      config.neighbor_search != Search::kExact &&
      config.neighbor_search != Search::kApproximate) {
    return Invalid(
        "neighbor_search: unknown; set it to auto, exact or approximate");
  }
  return config.method == Method::kTsne ? CheckTsne(config) : CheckUmap(config);
}

absl::Status CheckRows(const Config& config, size_t rows) {
  if (config.method == Method::kUmap || config.perplexity < rows) {
    return absl::OkStatus();
  }
  return Invalid(absl::StrCat("perplexity: must be below the number of rows, ",
                              rows, ", is ", config.perplexity));
}

void Tell(const NeighborSearch& search, Facts& facts) {
  facts["neighbor_trees"] = static_cast<double>(search.trees);
  facts["neighbor_joins"] = static_cast<double>(search.joins);
  facts["neighbor_recall"] = search.recall;
}

std::vector<float> RunTsne(const Config& config, const RowsView& rows,
                           ThreadPool& pool, Facts& facts) {
  TsneOptions options;
  options.n_components = config.n_components;
  options.perplexity = config.perplexity;
  options.learning_rate = config.learning_rate;
  options.max_iterations = config.max_iterations;
  options.seed = config.seed;
  options.method = config.tsne_method == DimensionReduction::TsneMethod::kExact
                       ? TsneOptions::Method::kExact
                       : TsneOptions::Method::kBarnesHut;
  options.search = config.neighbor_search;
  TsneResult result = Tsne(rows, options, pool);
  facts["kl_divergence"] = result.kl_divergence;
  facts["iterations"] = static_cast<double>(result.iterations);
  if (options.method == TsneOptions::Method::kBarnesHut) {
    Tell(result.search, facts);
  }
  return std::move(result.embedding);
}

std::vector<float> RunUmap(const Config& config, const RowsView& rows,
                           ThreadPool& pool, Facts& facts) {
  UmapOptions options;
  options.n_components = config.n_components;
  options.n_neighbors = config.n_neighbors;
  options.min_dist = config.min_dist;
  options.spread = config.spread;
  options.metric = config.metric;
  options.n_epochs = config.n_epochs;
  options.seed = config.seed;
  options.search = config.neighbor_search;
  UmapResult result = Umap(rows, options, pool);
  facts["epochs"] = static_cast<double>(result.epochs);
  facts["a"] = result.curve.a;
  facts["b"] = result.curve.b;
  facts["neighbors"] = static_cast<double>(result.n_neighbors);
  facts["edges"] = static_cast<double>(result.edges);
  facts["parts"] = static_cast<double>(result.parts);
  facts["random_parts"] = static_cast<double>(result.random_parts);
  facts["inexact_parts"] = static_cast<double>(result.inexact_parts);
  Tell(result.search, facts);
  return std::move(result.embedding);
}

}  // namespace

std::string MethodName(DimensionReduction::Method method) {
  return method == Method::kTsne ? "tsne" : "umap";
}

std::string SearchName(Search search) {
  if (search == Search::kExact) return "exact";
  return search == Search::kApproximate ? "approximate" : "auto";
}

absl::StatusOr<std::unique_ptr<DimensionReduction>> DimensionReduction::Create(
    const Config& config) {
  if (absl::Status s = CheckConfig(config); !s.ok()) return s;
  return std::unique_ptr<DimensionReduction>(new DimensionReduction(config));
}

absl::StatusOr<ReducedEmbeddings> DimensionReduction::Run(
    const Embeddings& embeddings) {
  if (cleaned_up_) {
    return absl::FailedPreconditionError(
        "dimension_reduction: Run() after Cleanup(); create it anew");
  }
  if (absl::Status s = CheckEmbeddings(embeddings); !s.ok()) return s;
  const size_t count = embeddings.Rows();
  if (absl::Status s = CheckRows(config_, count); !s.ok()) return s;
  try {
    const ScaledRows scaled(embeddings);
    ThreadPool pool(config_.threads);
    ReducedEmbeddings reduced;
    reduced.embeddings.values =
        config_.method == Method::kTsne
            ? RunTsne(config_, scaled.rows(), pool, reduced.facts)
            : RunUmap(config_, scaled.rows(), pool, reduced.facts);
    reduced.embeddings.dimension = config_.n_components;
    reduced.embeddings.payloads = embeddings.payloads;
    return reduced;
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        absl::StrCat("dimension_reduction: memory does not suffice for ", count,
                     " rows by ", MethodName(config_.method)));
  } catch (const std::exception& e) {
    return absl::InternalError(absl::StrCat("dimension_reduction: ", e.what()));
  }
}

void DimensionReduction::Cleanup() { cleaned_up_ = true; }

Facts DimensionReduction::State() const {
  Facts state;
  state["method"] = MethodName(config_.method);
  state["n_components"] = static_cast<double>(config_.n_components);
  state["seed"] = static_cast<double>(config_.seed);
  state["threads"] = static_cast<double>(config_.threads);
  state["neighbor_search"] = SearchName(config_.neighbor_search);
  if (config_.method == Method::kTsne) {
    state["perplexity"] = config_.perplexity;
    state["learning_rate"] = config_.learning_rate;
    state["max_iterations"] = static_cast<double>(config_.max_iterations);
    state["tsne_method"] =
        config_.tsne_method == TsneMethod::kExact ? "exact" : "barnes_hut";
  } else {
    state["n_neighbors"] = static_cast<double>(config_.n_neighbors);
    state["min_dist"] = config_.min_dist;
    state["spread"] = config_.spread;
    state["metric"] =
        config_.metric == Metric::kCosine ? "cosine" : "euclidean";
    state["n_epochs"] = static_cast<double>(config_.n_epochs);
  }
  return state;
}

}  // namespace feluda
