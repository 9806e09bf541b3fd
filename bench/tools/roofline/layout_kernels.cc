#include "bench/tools/roofline/layout_kernels.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <random>

#include "absl/strings/str_cat.h"
#include "bench/tools/roofline/normals.h"
#include "lib/data/random.h"
#include "lib/operators/dimension_reduction/tsne/repulsion_sums.h"
#include "lib/operators/dimension_reduction/umap/edge_attraction.h"
#include "lib/operators/dimension_reduction/umap/layout_forces.h"
#include "lib/operators/dimension_reduction/umap/vertex_repulsion.h"

namespace feluda {
namespace {

// Vertices of a layout, whose places fit into a first-level cache.
constexpr size_t kVertices = 2048;
constexpr size_t kEdges = kVertices / 2;
constexpr size_t kComponents = 2;
constexpr int32_t kRepulsions = 16;

// For each pair in the plane: two differences, two products into a square, one
// sum, an approximate reciprocal and two products that improve it, two products
// and a sum, and two products into the forces.
Kernel RepulsionKernel() {
  struct State {
    RepulsionSources sources;
    RepulsionTargets targets;
  };
  constexpr size_t kPairs = RepulsionSources::kMax * RepulsionTargets::kCount;
  Kernel kernel;
  kernel.name = absl::StrCat("t-SNE's repulsion in the plane, ",
                             RepulsionSources::kMax, " sources");
  kernel.multiply_adds = 9.0 * kPairs;
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

LayoutForces Forces() {
  LayoutForces forces;
  forces.curve = {1.577, 0.895};
  forces.repulsion = 1.0f;
  // Small, so that the places stay about where they are.
  forces.rate = 1e-6f;
  return forces;
}

// The places of vertices in the plane, the first ones repeated after the last,
// and where they are moved to.
struct LayoutState {
  LayoutState() : values(Normals(kComponents * kStride, 8)), moved(values) {
    for (size_t c = 0; c < kComponents; ++c) {
      const auto column = values.begin() + c * kStride;
      std::copy_n(column, kMaxLanes, column + kVertices);
    }
  }

  LayoutPlaces places() { return {values.data(), kStride, kComponents}; }

  static constexpr size_t kStride = kVertices + kMaxLanes;
  std::vector<float> values;
  std::vector<float> moved;
};

// x^b for a vector takes ten multiply-adds and products, two sums, a minimum
// and a maximum; the rest of a repulsion six, five and two each. Conversions
// and the quotient count nothing.
Kernel UmapRepulsionKernel() {
  constexpr double kPairs = kVertices * kRepulsions;
  Kernel kernel;
  kernel.name = "UMAP's repulsion in the plane, 2048 vertices";
  kernel.multiply_adds = 16 * kPairs;
  kernel.sums = 13 * kPairs;
  kernel.working_set = sizeof(float) * 2 * kComponents * kVertices;
  kernel.make = []() -> KernelCall {
    return [state = std::make_shared<LayoutState>(),
            repulsions = std::vector<int32_t>(kMaxLanes, kRepulsions),
            random = RandomStream(9, 0)] {
      const size_t lanes = LayoutLanes();
      for (size_t first = 0; first < kVertices; first += lanes) {
        ApplyRepulsion(Forces(),
                       {static_cast<uint32_t>(first), kVertices,
                        repulsions.data(), &random, first * kRepulsions},
                       state->places(), state->moved.data());
      }
    };
  };
  return kernel;
}

// Edges that share no vertex: each vertex is at one end of one of them.
struct Round {
  Round() : rates(kEdges, 0xc0000000) {
    std::vector<int32_t> order(kVertices);
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), std::mt19937(10));
    heads.assign(order.begin(), order.begin() + kEdges);
    tails.assign(order.begin() + kEdges, order.end());
  }

  std::vector<int32_t> heads;
  std::vector<int32_t> tails;
  std::vector<uint32_t> rates;
};

// Beside a power, seven multiply-adds and products, seven sums, and two minima
// and maxima each.
Kernel UmapAttractionKernel() {
  Kernel kernel;
  kernel.name = "UMAP's attraction in the plane, 1024 edges";
  kernel.multiply_adds = 17.0 * kEdges;
  kernel.sums = 15.0 * kEdges;
  kernel.read_bytes = 12.0 * kEdges;
  kernel.updated_bytes = 2.0 * 2 * kComponents * sizeof(float) * kEdges;
  kernel.working_set = sizeof(float) * (kComponents + 2) * kVertices;
  kernel.make = []() -> KernelCall {
    return [state = std::make_shared<LayoutState>(),
            round = std::make_shared<Round>()] {
      // In the second epoch all edges of that rate are due.
      ApplyAttraction(Forces(),
                      {round->heads.data(), round->tails.data(),
                       round->rates.data(), round->heads.size()},
                      /*epoch=*/2, state->places());
    };
  };
  return kernel;
}

}  // namespace

std::vector<Kernel> LayoutKernels() {
  return {RepulsionKernel(), UmapRepulsionKernel(), UmapAttractionKernel()};
}

}  // namespace feluda
