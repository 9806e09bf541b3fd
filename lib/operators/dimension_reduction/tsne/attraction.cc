#include "lib/operators/dimension_reduction/tsne/attraction.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

// The loops over axes have one to three turns; unrolled, their arrays of
// vectors stay in registers.
#define FELUDA_UNROLL _Pragma("GCC unroll 4")

// Highway includes this file once for each instruction set, and so compiles
// what stands between HWY_BEFORE_NAMESPACE and HWY_AFTER_NAMESPACE for each.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE \
  "lib/operators/dimension_reduction/tsne/attraction.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"
#include "lib/operators/dimension_reduction/tsne/student_t-inl.h"

HWY_BEFORE_NAMESPACE();
namespace feluda {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// How many 64-bit pairs hold the coordinates of a point.
template <size_t kAxes>
constexpr size_t kPairs = (kAxes + 1) / 2;

#if HWY_TARGET == HWY_SCALAR

// Without vectors AddAttraction() takes every edge.
template <size_t kAxes>
size_t SumAttraction(const WeightedGraph& graph, size_t vertex, const RowsView&,
                     const uint64_t*, float (&forces)[kAxes]) {
  std::fill_n(forces, kAxes, 0.0f);
  return graph.offsets[vertex];
}

#else

// Loads a pair of each of the points at a vector's worth of tails, one by one:
// that takes three quarters of the time of the processor's gathers.
template <size_t kStride, typename Tag>
HWY_INLINE hn::Vec<Tag> LoadPairs(Tag d, const uint32_t* HWY_RESTRICT tails,
                                  const uint64_t* HWY_RESTRICT pairs) {
  if constexpr (hn::MaxLanes(d) == 1) {
    return hn::LoadU(d, pairs + size_t{tails[0]} * kStride);
  } else {
    const hn::Half<Tag> half;
    return hn::Combine(
        d, LoadPairs<kStride>(half, tails + hn::MaxLanes(half), pairs),
        LoadPairs<kStride>(half, tails, pairs));
  }
}

// Loads the coordinates of the points at a vector's worth of tails.
template <size_t kAxes, typename Tag>
HWY_INLINE void LoadPoints(Tag d, const uint32_t* HWY_RESTRICT tails,
                           const uint64_t* HWY_RESTRICT pairs,
                           hn::Vec<Tag> (&at)[2 * kPairs<kAxes>]) {
  const hn::Repartition<uint64_t, Tag> wide;
  FELUDA_UNROLL
  for (size_t p = 0; p < kPairs<kAxes>; ++p) {
    const auto low =
        hn::BitCast(d, LoadPairs<kPairs<kAxes>>(wide, tails, pairs + p));
    const auto high = hn::BitCast(
        d, LoadPairs<kPairs<kAxes>>(wide, tails + hn::Lanes(wide), pairs + p));
    at[2 * p] = hn::ConcatEven(d, high, low);
    at[2 * p + 1] = hn::ConcatOdd(d, high, low);
  }
}

// Adds the attraction of a vector's worth of edges to the sums of a point.
template <size_t kAxes, typename Tag>
HWY_INLINE void AddVector(Tag d, const uint32_t* HWY_RESTRICT tails,
                          hn::Vec<Tag> weights,
                          const uint64_t* HWY_RESTRICT pairs,
                          const hn::Vec<Tag> (&at)[kAxes],
                          hn::Vec<Tag> (&sums)[kAxes]) {
  hn::Vec<Tag> difference[2 * kPairs<kAxes>], square = hn::Zero(d);
  LoadPoints<kAxes>(d, tails, pairs, difference);
  FELUDA_UNROLL
  for (size_t k = 0; k < kAxes; ++k) {
    difference[k] = hn::Sub(at[k], difference[k]);
    square = hn::MulAdd(difference[k], difference[k], square);
  }
  const auto strength = hn::Mul(weights, StudentT(d, square));
  FELUDA_UNROLL
  for (size_t k = 0; k < kAxes; ++k) {
    sums[k] = hn::MulAdd(strength, difference[k], sums[k]);
  }
}

// Sums the attraction of the vertex's edges, and returns the first that is
// left: one of the last of the graph, if they fill no whole vector.
template <size_t kAxes>
HWY_INLINE size_t SumAttraction(const WeightedGraph& graph, size_t vertex,
                                const RowsView& points, const uint64_t* pairs,
                                float (&forces)[kAxes]) {
  const hn::ScalableTag<float> d;
  using Vec = hn::Vec<decltype(d)>;
  const size_t lanes = hn::Lanes(d);
  const uint32_t* tails = graph.tails.data();
  const float* weights = graph.weights.data();
  Vec at[kAxes], sums[kAxes];
  FELUDA_UNROLL
  for (size_t k = 0; k < kAxes; ++k) {
    at[k] = hn::Set(d, points[k][vertex]);
    sums[k] = hn::Zero(d);
  }
  size_t edge = graph.offsets[vertex];
  const size_t end = graph.offsets[vertex + 1];
  for (; edge + lanes <= end; edge += lanes) {
    AddVector<kAxes>(d, tails + edge, hn::LoadU(d, weights + edge), pairs, at,
                     sums);
  }
  if (edge < end && edge + lanes <= graph.tails.size()) {
    // Those of the next vertices weigh nothing.
    const Vec some = hn::IfThenElseZero(hn::FirstN(d, end - edge),
                                        hn::LoadU(d, weights + edge));
    AddVector<kAxes>(d, tails + edge, some, pairs, at, sums);
    edge = end;
  }
  FELUDA_UNROLL
  for (size_t k = 0; k < kAxes; ++k) {
    forces[k] = hn::GetLane(hn::SumOfLanes(d, sums[k]));
  }
  return edge;
}

#endif

template <size_t kAxes>
void AddAttraction(const WeightedGraph& graph, size_t edge, size_t vertex,
                   const RowsView& points, float (&forces)[kAxes]) {
  float difference[kAxes], square = 1.0f;
  for (size_t k = 0; k < kAxes; ++k) {
    difference[k] = points[k][vertex] - points[k][graph.tails[edge]];
    square += difference[k] * difference[k];
  }
  const float strength = graph.weights[edge] / square;
  for (size_t k = 0; k < kAxes; ++k) forces[k] += strength * difference[k];
}

template <size_t kAxes>
void AttractAlong(const WeightedGraph& graph, const RowsView& points,
                  const uint64_t* pairs, size_t begin, size_t end,
                  float* forces) {
  for (size_t v = begin; v < end; ++v) {
    float sums[kAxes];
    size_t edge = SumAttraction<kAxes>(graph, v, points, pairs, sums);
    for (; edge < graph.offsets[v + 1]; ++edge) {
      AddAttraction<kAxes>(graph, edge, v, points, sums);
    }
    for (size_t k = 0; k < kAxes; ++k) {
      forces[k * points.dimension + v] = sums[k];
    }
  }
}

void AttractVertices(const WeightedGraph& graph, const RowsView& points,
                     const uint64_t* pairs, size_t begin, size_t end,
                     float* forces) {
  if (points.count == 1) {
    AttractAlong<1>(graph, points, pairs, begin, end, forces);
  } else if (points.count == 2) {
    AttractAlong<2>(graph, points, pairs, begin, end, forces);
  } else {
    AttractAlong<3>(graph, points, pairs, begin, end, forces);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace feluda
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace feluda {
namespace {

constexpr size_t kGrain = 32;
constexpr size_t kPairsGrain = 512;

// The points' coordinates, point by point, two in 64 bits: one gather then
// loads both, which takes half as long as two.
std::vector<uint64_t> Pairs(const RowsView& points, ThreadPool& pool) {
  const size_t stride = (points.count + 1) / 2;
  std::vector<uint64_t> pairs(points.dimension * stride);
  pool.ParallelFor(
      points.dimension, kPairsGrain, [&](size_t begin, size_t end) {
        for (size_t i = begin; i < end; ++i) {
          float values[kMaxAttractionAxes + 1] = {};
          for (size_t k = 0; k < points.count; ++k) values[k] = points[k][i];
          std::memcpy(&pairs[i * stride], values, stride * sizeof(pairs[0]));
        }
      });
  return pairs;
}

double Student(const RowsView& points, size_t a, size_t b) {
  double square = 0.0;
  for (size_t k = 0; k < points.count; ++k) {
    const double difference = double{points[k][a]} - double{points[k][b]};
    square += difference * difference;
  }
  return 1.0 / (1.0 + square);
}

}  // namespace

HWY_EXPORT(AttractVertices);

void Attract(const WeightedGraph& similarities, const RowsView& points,
             ThreadPool& pool, float* forces) {
  const std::vector<uint64_t> pairs = Pairs(points, pool);
  pool.ParallelFor(points.dimension, kGrain, [&](size_t begin, size_t end) {
    HWY_DYNAMIC_DISPATCH(AttractVertices)
    (similarities, points, pairs.data(), begin, end, forces);
  });
}

DivergenceSums SumOverEdges(const WeightedGraph& similarities,
                            const RowsView& points, ThreadPool& pool) {
  const size_t vertices = points.dimension;
  std::vector<DivergenceSums> sums(ThreadPool::ChunkCount(vertices, kGrain));
  pool.ParallelFor(vertices, kGrain, [&](size_t begin, size_t end) {
    for (size_t v = begin; v < end; ++v) {
      for (size_t e = similarities.offsets[v]; e < similarities.offsets[v + 1];
           ++e) {
        // Both ends list an edge, with the same weight.
        if (similarities.tails[e] < v) continue;
        sums[begin / kGrain].Add(similarities.weights[e],
                                 Student(points, v, similarities.tails[e]));
      }
    }
  });
  DivergenceSums all;
  for (const DivergenceSums& chunk : sums) all += chunk;
  all += all;
  return all;
}

}  // namespace feluda
#endif  // HWY_ONCE
