#include "lib/operators/dimension_reduction/umap/spectral/spectral_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/types/span.h"
#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/umap/fuzzy_graph.h"
#include "lib/operators/dimension_reduction/umap/spectral/spectral_embedding.h"

namespace feluda {
namespace {

// The seed's random stream for places.
constexpr uint64_t kPlaceStream = 1;

using Places = std::vector<float>;

// The rows of each part.
std::vector<std::vector<uint32_t>> Members(const Components& parts) {
  std::vector<std::vector<uint32_t>> members(parts.count);
  for (size_t row = 0; row < parts.labels.size(); ++row) {
    members[parts.labels[row]].push_back(static_cast<uint32_t>(row));
  }
  return members;
}

// The means of the parts' rows, row-major.
std::vector<float> Means(const RowsView& rows,
                         const std::vector<std::vector<uint32_t>>& members) {
  std::vector<float> means;
  std::vector<double> sums(rows.dimension);
  for (const std::vector<uint32_t>& part : members) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (uint32_t row : part) {
      for (size_t k = 0; k < rows.dimension; ++k) sums[k] += rows[row][k];
    }
    for (double sum : sums) {
      means.push_back(static_cast<float>(sum / part.size()));
    }
  }
  return means;
}

// Scales the values so that the one farthest from 0 is 1 or -1.
void Normalize(Places& values) {
  float largest = 0.0f;
  for (float value : values) largest = std::max(largest, std::abs(value));
  for (float& value : values) value /= largest;
}

// Places on the axes, at 1 of each axis first and then at -1.
Places AxisPlaces(size_t count, size_t n_components) {
  Places places(count * n_components);
  const size_t positive = (count + 1) / 2;
  for (size_t i = 0; i < count; ++i) {
    const bool is_positive = i < positive;
    const size_t axis = is_positive ? i : i - positive;
    places[i * n_components + axis] = is_positive ? 1.0f : -1.0f;
  }
  return places;
}

Places PartPlaces(const RowsView& rows,
                  const std::vector<std::vector<uint32_t>>& members,
                  const SpectralLayoutOptions& options, ThreadPool& pool) {
  const size_t count = members.size();
  if (count <= 2 * options.n_components) {
    return AxisPlaces(count, options.n_components);
  }
  const std::vector<float> means = Means(rows, members);
  const RowsView view(means.data(), count, rows.dimension);
  NeighborOptions neighbors = options.neighbors;
  neighbors.k = std::min(neighbors.k, count - 1);
  const WeightedGraph graph =
      FuzzyGraph(FindNeighbors(view, neighbors, pool), pool);
  Places places = LayOutSpectrally(view, graph, options, pool).places;
  Normalize(places);
  return places;
}

// Half the distance to the nearest other place that differs, or 1 without any.
float Radius(const Places& places, size_t part, size_t n_components) {
  float least = std::numeric_limits<float>::infinity();
  const float* own = &places[part * n_components];
  for (size_t i = 0; i < places.size(); i += n_components) {
    float sum = 0.0f;
    for (size_t c = 0; c < n_components; ++c) {
      sum += (places[i + c] - own[c]) * (places[i + c] - own[c]);
    }
    if (sum > 0.0f) least = std::min(least, sum);
  }
  return std::isinf(least) ? 1.0f : std::sqrt(least) / 2.0f;
}

Places RandomPlaces(size_t count, uint64_t first, uint64_t seed) {
  Places places(count);
  const RandomStream random(seed, kPlaceStream);
  for (size_t i = 0; i < count; ++i) {
    places[i] = static_cast<float>(
        std::ldexp(static_cast<double>(random.Bits(first + i)), -63) - 1.0);
  }
  return places;
}

// Lays out one part within -1 and 1.
Places LayOutPart(const WeightedGraph& graph, uint64_t first_random,
                  const SpectralLayoutOptions& options, ThreadPool& pool,
                  SpectralLayout& layout) {
  const size_t n_components = options.n_components;
  if (graph.Vertices() < 2 * n_components ||
      graph.Vertices() <= n_components + 1) {
    ++layout.random_parts;
    return RandomPlaces(graph.Vertices() * n_components, first_random,
                        options.seed);
  }
  SpectralEmbedding embedding =
      EmbedSpectrally(graph, n_components, options.seed, pool);
  if (!embedding.converged) ++layout.inexact_parts;
  Normalize(embedding.vectors);
  return std::move(embedding.vectors);
}

}  // namespace

SpectralLayout LayOutSpectrally(const RowsView& rows,
                                const WeightedGraph& graph,
                                const SpectralLayoutOptions& options,
                                ThreadPool& pool) {
  const Components parts = ConnectedComponents(graph);
  SpectralLayout layout;
  layout.parts = parts.count;
  if (parts.count == 1) {
    layout.places = LayOutPart(graph, 0, options, pool, layout);
    return layout;
  }
  const size_t n_components = options.n_components;
  const std::vector<std::vector<uint32_t>> members = Members(parts);
  const Places centers = PartPlaces(rows, members, options, pool);
  layout.places.resize(rows.count * n_components);
  for (size_t part = 0; part < parts.count; ++part) {
    const float radius = Radius(centers, part, n_components);
    const Places around =
        LayOutPart(Subgraph(graph, members[part]),
                   members[part].front() * n_components, options, pool, layout);
    for (size_t i = 0; i < around.size(); ++i) {
      layout.places[members[part][i / n_components] * n_components +
                    i % n_components] =
          centers[part * n_components + i % n_components] + radius * around[i];
    }
  }
  return layout;
}

}  // namespace feluda
