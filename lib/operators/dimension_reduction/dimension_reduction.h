// Embeddings in few dimensions, near ones still near: Feluda's operator
// dimension_reduction.
//
//   DimensionReduction::Config config;
//   config.method = DimensionReduction::Method::kUmap;
//   auto reduction = DimensionReduction::Create(config);
//   if (!reduction.ok()) return reduction.status();
//   absl::StatusOr<ReducedEmbeddings> reduced = (*reduction)->Run(embeddings);
//   if (reduced.ok()) Draw(reduced->embeddings.Row(0));
//
// The algorithms, their papers and their memory are in tsne.h and umap.h; on
// top comes a copy of rows whose squared distances float32 could not hold
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
#include "lib/vectors/metric.h"

namespace feluda {

struct ReducedEmbeddings {
  // One row an input row, in its order, n_components wide, with its payload.
  Embeddings embeddings;
  // t-SNE: `kl_divergence`, `iterations`. UMAP: `epochs`, `a` and `b` of the
  // curve fitted to min_dist, `neighbors` taken, `edges`, and the graph's
  // unconnected `parts`, of which `random_parts` were too small to begin from
  // their spectrum and `inexact_parts` began from one that was not exact.
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
    // UMAP draws by it; t-SNE begins at the rows' principal components, and
    // draws only in place of those that the rows do not have.
    uint32_t seed = 42;
    // 0 takes all CPUs.
    int threads = 1;

    // t-SNE: the neighbours that a row is made to feel, roughly; positive and
    // below the number of rows.
    double perplexity = 30.0;
    double learning_rate = 150.0;
    // At least 250, the length of the first, exaggerated part.
    int max_iterations = 1000;
    // kBarnesHut stands for whatever is fast and near enough (tsne.h); kExact
    // holds a number for every pair of rows.
    TsneMethod tsne_method = TsneMethod::kBarnesHut;

    // UMAP: neighbours of a row, itself among them: at least 2. Where there are
    // fewer rows, all of them.
    int n_neighbors = 15;
    // UMAP: how close rows may come, 0 to `spread`.
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

  // `method`, `n_components`, `seed`, `threads`, and the members above that the
  // method uses.
  Facts State() const override;

 private:
  explicit DimensionReduction(const Config& config) : config_(config) {}

  Config config_;
  bool cleaned_up_ = false;
};

// `tsne` or `umap`.
std::string MethodName(DimensionReduction::Method method);

}  // namespace feluda

#endif  // LIB_OPERATORS_DIMENSION_REDUCTION_DIMENSION_REDUCTION_H_
