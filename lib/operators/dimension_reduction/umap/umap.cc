#include "lib/operators/dimension_reduction/umap/umap.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/types/span.h"
#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/umap/fuzzy_graph.h"
#include "lib/operators/dimension_reduction/umap/graph_layout.h"
#include "lib/operators/dimension_reduction/umap/spectral/spectral_layout.h"
#include "lib/operators/dimension_reduction/weighted_graph.h"

namespace feluda {
namespace {

// The seed's random stream for the noise.
constexpr uint64_t kNoiseStream = 4;
// umap-learn's values: the width of the initial layout, and the deviation of
// the noise by which equal places come to differ.
constexpr float kWidth = 10.0f;
constexpr float kNoiseDeviation = 1e-4f;

constexpr size_t kRowsOfManyEpochs = 10000;

size_t DefaultEpochs(size_t rows) {
  return rows <= kRowsOfManyEpochs ? 500 : 200;
}

// The number of neighbours that `rows` rows allow, the row itself among them.
size_t Truncated(size_t n_neighbors, size_t rows) {
  return n_neighbors > rows ? std::max<size_t>(2, rows - 1) : n_neighbors;
}

// Removes edges that are too light to be due even once.
void RemoveIdleEdges(size_t rows, size_t epochs, WeightedGraph& graph) {
  const double heaviest =
      *std::max_element(graph.weights.begin(), graph.weights.end());
  const size_t counted_epochs = epochs > 10 ? epochs : DefaultEpochs(rows);
  RemoveLightEdges(static_cast<float>(heaviest / counted_epochs), graph);
}

// Scales the largest number to 10 and adds a little noise.
void ScaleAndAddNoise(uint64_t seed, std::vector<float>& places) {
  float largest = 0.0f;
  for (float place : places) largest = std::max(largest, std::abs(place));
  std::vector<float> noise(places.size());
  RandomStream(seed, kNoiseStream).FillNormal(0, absl::MakeSpan(noise));
  for (size_t i = 0; i < places.size(); ++i) {
    places[i] = kWidth / largest * places[i] + kNoiseDeviation * noise[i];
  }
}

// Moves and scales each dimension to [0, kWidth].
void Stretch(size_t n_components, std::vector<float>& places) {
  for (size_t c = 0; c < n_components; ++c) {
    float least = places[c], most = places[c];
    for (size_t i = c; i < places.size(); i += n_components) {
      least = std::min(least, places[i]);
      most = std::max(most, places[i]);
    }
    const float scale = most > least ? kWidth / (most - least) : 0.0f;
    for (size_t i = c; i < places.size(); i += n_components) {
      places[i] = scale * (places[i] - least);
    }
  }
}

void LayOut(const RowsView& rows, Neighbors neighbors,
            const UmapOptions& options, ThreadPool& pool, UmapResult& result) {
  WeightedGraph graph = FuzzyGraph(std::move(neighbors), pool);
  RemoveIdleEdges(rows.count, result.epochs, graph);
  SpectralLayoutOptions spectral;
  spectral.n_components = options.n_components;
  spectral.neighbors = UmapNeighbors(rows.count, options);
  spectral.seed = options.seed;
  SpectralLayout layout = LayOutSpectrally(rows, graph, spectral, pool);
  ScaleAndAddNoise(options.seed, layout.places);
  Stretch(options.n_components, layout.places);

  GraphLayoutOptions descent;
  descent.n_components = options.n_components;
  descent.epochs = result.epochs;
  descent.curve = result.curve;
  descent.learning_rate = options.learning_rate;
  descent.negative_sample_rate = options.negative_sample_rate;
  descent.repulsion_strength = options.repulsion_strength;
  descent.seed = options.seed;
  result.edges = graph.weights.size() / 2;
  OptimizeLayout(graph, descent, pool, layout.places);
  result.embedding = std::move(layout.places);
  result.parts = layout.parts;
  result.random_parts = layout.random_parts;
  result.inexact_parts = layout.inexact_parts;
}

// A result with the fields that do not depend on the rows' values.
UmapResult Begin(size_t rows, const UmapOptions& options) {
  UmapResult result;
  result.curve = FitMembershipCurve(options.min_dist, options.spread);
  result.epochs = options.n_epochs > 0 ? options.n_epochs : DefaultEpochs(rows);
  result.n_neighbors = Truncated(options.n_neighbors, rows);
  return result;
}

}  // namespace

UmapResult Umap(const RowsView& rows, const UmapOptions& options,
                ThreadPool& pool) {
  if (rows.count > 1) {
    const NeighborOptions search = UmapNeighbors(rows.count, options);
    return Umap(rows, FindNeighbors(rows, search, pool), options, pool);
  }
  UmapResult result = Begin(rows.count, options);
  result.embedding.assign(options.n_components, 0.0f);
  result.n_neighbors = result.parts = 1;
  return result;
}

NeighborOptions UmapNeighbors(size_t rows, const UmapOptions& options) {
  NeighborOptions search;
  search.k = Truncated(options.n_neighbors, rows) - 1;
  search.metric = options.metric;
  search.search = options.search;
  return search;
}

UmapResult Umap(const RowsView& rows, Neighbors neighbors,
                const UmapOptions& options, ThreadPool& pool) {
  UmapResult result = Begin(rows.count, options);
  result.search = neighbors.search;
  LayOut(rows, std::move(neighbors), options, pool, result);
  return result;
}

}  // namespace feluda
