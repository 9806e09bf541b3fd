#include "bench/tools/roofline/kernels.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "lib/base/thread_pool.h"
#include "lib/data/random.h"
#include "lib/networks/graph/network.h"
#include "lib/networks/models/resnet.h"
#include "lib/networks/tensor.h"
#include "lib/networks/weights/seeded_weights.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/affinity_messages.h"
#include "lib/operators/cluster_embeddings/affinity_propagation/similarity_matrix.h"
#include "lib/operators/dimension_reduction/tsne/repulsion_sums.h"
#include "lib/operators/video_hash/pdqf.h"
#include "lib/vectors/nearest_neighbors.h"
#include "lib/vectors/products.h"
#include "lib/vectors/rows_view.h"
#include "lib/vectors/squared_distances.h"

namespace feluda {
namespace {

std::vector<float> Normals(size_t count, uint64_t seed) {
  std::vector<float> values(count);
  RandomStream(seed, /*stream=*/0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

// Rows and what owns them.
struct Rows {
  Rows(size_t count, size_t dimension, uint64_t seed)
      : values(Normals(count * dimension, seed)),
        view(values.data(), count, dimension) {}

  std::vector<float> values;
  RowsView view;
};

Kernel DotProductsKernel(size_t a, size_t b, size_t dimension) {
  Kernel kernel;
  kernel.name =
      absl::StrCat("dot products, ", a, " x ", b, " rows of ", dimension);
  kernel.multiply_adds = static_cast<double>(a * b * dimension);
  kernel.read_bytes = static_cast<double>((a + b) * dimension * sizeof(float));
  kernel.updated_bytes = static_cast<double>(a * b * sizeof(float));
  kernel.working_set = b * dimension * sizeof(float);
  kernel.make = [=]() -> KernelCall {
    return [first = std::make_shared<Rows>(a, dimension, 1),
            second = std::make_shared<Rows>(b, dimension, 2),
            products = std::make_shared<std::vector<float>>(a * b)] {
      DotProducts(first->view, second->view, products->data(),
                  second->view.count);
    };
  };
  return kernel;
}

// A difference and a multiply-add for each pair of numbers.
Kernel SquaredDistancesKernel(size_t a, size_t b, size_t dimension) {
  Kernel kernel = DotProductsKernel(a, b, dimension);
  kernel.name = absl::StrCat("squared distances (k-means), ", a, " x ", b,
                             " rows of ", dimension);
  kernel.sums = kernel.multiply_adds;
  kernel.make = [=]() -> KernelCall {
    auto first = std::make_shared<Rows>(a, dimension, 1);
    std::vector<const float*> some(a);
    for (size_t i = 0; i < a; ++i) some[i] = first->view[i];
    return [first, some = std::move(some),
            second = std::make_shared<Rows>(b, dimension, 2),
            distances = std::make_shared<std::vector<float>>(a * b)] {
      SquaredDistances(some, second->view, distances->data(),
                       second->view.count);
    };
  };
  return kernel;
}

// Each pair once.
Kernel NeighborsKernel(size_t count, size_t dimension) {
  Kernel kernel;
  kernel.name = absl::StrCat("exact neighbours (t-SNE, UMAP), ", count,
                             " rows of ", dimension);
  kernel.multiply_adds = 0.5 * static_cast<double>(count * count * dimension);
  kernel.read_bytes = static_cast<double>(count * dimension * sizeof(float));
  kernel.working_set = count * dimension * sizeof(float);
  kernel.make = [=]() -> KernelCall {
    return [rows = std::make_shared<Rows>(count, dimension, 3),
            pool = std::make_shared<ThreadPool>(1)] {
      NeighborOptions options;
      options.search = NeighborOptions::Search::kExact;
      FindNeighbors(rows->view, options, *pool);
    };
  };
  return kernel;
}

// Similarities are read; responsibilities and availabilities are updated.
Kernel MessagesKernel(size_t count) {
  struct State {
    explicit State(size_t count)
        : rows(count, 16, 4),
          pool(1),
          similarities(rows.view, pool),
          messages((similarities.Prefer(-40), similarities), pool) {}
    Rows rows;
    ThreadPool pool;
    SimilarityMatrix similarities;
    AffinityMessages messages;
  };
  const double matrix = static_cast<double>(count * count * sizeof(float));
  Kernel kernel;
  kernel.name =
      absl::StrCat("affinity propagation's messages, ", count, " rows");
  kernel.read_bytes = matrix;
  kernel.updated_bytes = 2 * 2 * matrix;
  kernel.working_set = 3 * count * count * sizeof(float);
  kernel.make = [=]() -> KernelCall {
    return [state = std::make_shared<State>(count)] {
      state->messages.Exchange(0.5f, state->pool);
    };
  };
  return kernel;
}

// For each pair in the plane: two differences, two products into a square, one
// sum and two products for the reciprocal, two products and a sum, and two
// products into the forces.
Kernel RepulsionKernel() {
  struct State {
    RepulsionSources sources;
    RepulsionTargets targets;
  };
  constexpr size_t kPairs = RepulsionSources::kMax * RepulsionTargets::kCount;
  Kernel kernel;
  kernel.name = absl::StrCat("t-SNE's repulsion in the plane, ",
                             RepulsionSources::kMax, " sources");
  kernel.multiply_adds = 8.0 * kPairs;
  kernel.sums = 4.0 * kPairs;
  kernel.read_bytes = 3.0 * RepulsionSources::kMax * sizeof(float);
  kernel.working_set = sizeof(State);
  kernel.make = []() -> KernelCall {
    auto state = std::make_shared<State>();
    state->sources.count = RepulsionSources::kMax;
    std::fill_n(state->sources.points, RepulsionSources::kMax, 1.0f);
    for (int axis = 0; axis < 2; ++axis) {
      const std::vector<float> at = Normals(RepulsionSources::kMax, 5 + axis);
      std::copy(at.begin(), at.end(), state->sources.at[axis]);
      std::copy_n(at.rbegin(), RepulsionTargets::kCount,
                  state->targets.at[axis]);
    }
    return [state] { AddRepulsion(state->sources, 2, state->targets); };
  };
  return kernel;
}

// The cosine transform: 16 x 64 x 64 and 16 x 16 x 64 multiply-adds, and three
// for the luma of each pixel.
Kernel PdqfKernel() {
  constexpr double kSide = kPdqfSide, kFrequencies = kPdqfFrequencies;
  Kernel kernel;
  kernel.name = "PDQF (video hash), one frame";
  kernel.multiply_adds = kFrequencies * kSide * kSide +
                         kFrequencies * kFrequencies * kSide +
                         3 * kSide * kSide;
  kernel.read_bytes = 3 * kSide * kSide;
  kernel.working_set = 24 << 10;
  kernel.make = []() -> KernelCall {
    std::vector<uint8_t> rgb(3 * kPdqfSide * kPdqfSide);
    for (size_t i = 0; i < rgb.size(); ++i) {
      rgb[i] = static_cast<uint8_t>(i * 37);
    }
    return [rgb, feature = std::make_shared<PdqfFeature>()] {
      Pdqf(rgb, *feature);
    };
  };
  return kernel;
}

// Weights of any name and shape.
class MadeUpWeights : public Weights {
 public:
  bool Has(absl::string_view) const override { return true; }
  absl::StatusOr<Shape> ShapeOf(absl::string_view name) const override {
    return absl::UnimplementedError(name);
  }
  absl::StatusOr<Tensor> Get(absl::string_view name,
                             const Shape& expected) const override {
    return SeededWeights(7, {SeededLikeTorch(std::string(name), expected)})
        .Get(name, expected);
  }
};

// The multiply-adds of its convolutions as they are defined; Winograd's method
// makes do with fewer, so more than the whole limit can be reached.
Kernel ResNetKernel() {
  constexpr int64_t kSide = 224;
  Kernel kernel;
  kernel.name = "ResNet-18, one image of 224 x 224";
  kernel.multiply_adds = 1.8136e9;
  kernel.read_bytes = 11.2e6 * sizeof(float);
  kernel.working_set = 45 << 20;
  kernel.make = []() -> KernelCall {
    auto made = BuildResNet(ResNet18(), MadeUpWeights(), {1, 3, kSide, kSide});
    // Weights of every shape are there.
    std::shared_ptr<Network> network = *std::move(made);
    return [network, pixels = Normals(3 * kSide * kSide, 6)] {
      (void)network->Run(Tensor::Borrowed({1, 3, kSide, kSide}, pixels));
    };
  };
  return kernel;
}

}  // namespace

std::vector<Kernel> Kernels() {
  return {DotProductsKernel(256, 256, 512),
          DotProductsKernel(1000, 10, 512),
          SquaredDistancesKernel(1000, 10, 512),
          SquaredDistancesKernel(256, 100, 512),
          NeighborsKernel(4000, 512),
          MessagesKernel(250),
          MessagesKernel(2000),
          RepulsionKernel(),
          PdqfKernel(),
          ResNetKernel()};
}

}  // namespace feluda
