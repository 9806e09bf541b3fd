// Feluda's operator dimension_reduction: maps embeddings to a few dimensions,
// by t-SNE or UMAP, so that near embeddings stay near.
//
//   DimensionReduction::Config config;
//   config.method = DimensionReduction::Method::kUmap;
//   auto reduction = DimensionReduction::Create(config);
//   if (!reduction.ok()) return reduction.status();
//   absl::StatusOr<ReducedEmbeddings> reduced = (*reduction)->Run(embeddings);
//   if (reduced.ok()) Draw(reduced->embeddings.Row(0));
//
// tsne.h and umap.h describe the algorithms and how much memory they take. Rows
// whose squared distances float32 cannot hold are copied, and scaled
// (scaled_rows.h).
//
// The same input and configuration give the same output on one kind of
// processor, for any number of threads.

#ifndef LIB_OPERATORS_DIMENSION_REDUCTION_DIMENSION_REDUCTION_H_
#define LIB_OPERATORS_DIMENSION_REDUCTION_DIMENSION_REDUCTION_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "lib/base/embeddings.h"
#include "lib/base/facts.h"
#include "lib/operators/operator.h"
#include "lib/vectors/neighbors/metric.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"

namespace feluda {

struct ReducedEmbeddings {
  // A row of n_components numbers for each input row, in the same order and
  // with the same payloads.
  Embeddings embeddings;
  // t-SNE: `kl_divergence` and `iterations`. UMAP: `epochs`; `a` and `b` of the
  // curve fitted to min_dist; `neighbors`, the number used; `edges`; and
  // `parts`, the connected components of the graph, of which `random_parts`
  // were too small to begin from their spectrum and `inexact_parts` began from
  // a spectrum that had not converged. Both, where neighbours are searched for:
  // `neighbor_trees` and `neighbor_joins`, 0 if the search was exact, and
  // `neighbor_recall`, the share of the neighbours that it found
  // (nearest_neighbors.h).
  Facts facts;
};

class DimensionReduction final
    : public Operator<Embeddings, ReducedEmbeddings> {
 public:
  enum class Method { kTsne, kUmap };
  enum class TsneMethod { kBarnesHut, kExact };

  struct Config {
    Method method = Method::kTsne;
    // Dimensions of the output, 1 to 128. t-SNE's fast method takes up to 3.
    int n_components = 2;
    // Seeds UMAP's random numbers. t-SNE begins at the rows' principal
    // components, and draws random numbers only for components that the rows do
    // not have.
    uint32_t seed = 42;
    // 0 takes all CPUs.
    int threads = 1;
    // UMAP and t-SNE by kBarnesHut: kAuto takes what costs less for these rows,
    // by counting and not by a clock, so it chooses the same each time.
    NeighborOptions::Search neighbor_search = NeighborOptions::Search::kAuto;

    // t-SNE: roughly how many neighbours of a row count. It is positive and
    // below the number of rows.
    double perplexity = 30.0;
    double learning_rate = 150.0;
    // At least 250, the length of the first phase, which exaggerates
    // attraction.
    int max_iterations = 1000;
    // kBarnesHut is fast and approximate (tsne.h); kExact keeps a number for
    // every pair of rows.
    TsneMethod tsne_method = TsneMethod::kBarnesHut;

    // UMAP: how many rows make a neighbourhood, the row itself among them; at
    // least 2. With fewer rows than that, see UmapOptions.
    int n_neighbors = 15;
    // UMAP: how close to each other rows may be placed, 0 to `spread`.
    double min_dist = 0.1;
    double spread = 1.0;
    Metric metric = Metric::kEuclidean;
    // UMAP: 0 takes 500 up to 10,000 rows and 200 above.
    int n_epochs = 0;
  };

  // InvalidArgumentError, naming the member and the remedy, for a value out of
  // the range given above.
  static absl::StatusOr<std::unique_ptr<DimensionReduction>> Create(
      const Config& config);

  // InvalidArgumentError if Validate(embeddings) fails or if there are too few
  // rows for the perplexity; FailedPreconditionError after Cleanup();
  // ResourceExhaustedError if memory does not suffice.
  absl::StatusOr<ReducedEmbeddings> Run(const Embeddings& embeddings) override;

  void Cleanup() override;

  // `method`, `n_components`, `seed`, `threads`, and the members of Config that
  // the method uses.
  Facts State() const override;

 private:
  explicit DimensionReduction(const Config& config) : config_(config) {}

  Config config_;
  bool cleaned_up_ = false;
};

// `tsne` or `umap`.
std::string MethodName(DimensionReduction::Method method);

// `auto`, `exact` or `approximate`.
std::string SearchName(NeighborOptions::Search search);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_DIMENSION_REDUCTION_H_
