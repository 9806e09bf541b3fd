#include "lib/operators/dimension_reduction/tsne/attraction.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "lib/data/random.h"

namespace feluda {
namespace {

constexpr size_t kCount = 300;

// A graph with an edge in both directions wherever there is one, and vertices
// with few edges and with many.
WeightedGraph Graph() {
  WeightedGraph graph;
  for (uint32_t v = 0; v < kCount; ++v) {
    for (uint32_t tail = 0; tail < kCount; ++tail) {
      if (tail == v || v * tail % 7 != 1) continue;
      graph.tails.push_back(tail);
      graph.weights.push_back(1e-4f * (1 + v * tail % 5));
    }
    graph.offsets.push_back(graph.tails.size());
  }
  return graph;
}

std::vector<float> Points(size_t axes) {
  std::vector<float> values(axes * kCount);
  RandomStream(1, 0).FillNormal(0, absl::MakeSpan(values));
  return values;
}

double Square(const RowsView& points, size_t a, size_t b) {
  double square = 0.0;
  for (size_t k = 0; k < points.count; ++k) {
    square += std::pow(double{points[k][a]} - points[k][b], 2);
  }
  return square;
}

TEST(AttractionTest, SumsTheAttractionOfEachEdge) {
  const WeightedGraph graph = Graph();
  for (size_t axes : {1, 2, 3}) {
    SCOPED_TRACE(axes);
    const std::vector<float> values = Points(axes);
    const RowsView points(values.data(), axes, kCount);
    std::vector<float> forces(values.size(), -1.0f);
    ThreadPool pool(1);
    Attract(graph, points, pool, forces.data());
    for (size_t v = 0; v < kCount; ++v) {
      for (size_t k = 0; k < axes; ++k) {
        double expected = 0.0;
        for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
          const uint32_t tail = graph.tails[e];
          expected += graph.weights[e] * (points[k][v] - points[k][tail]) /
                      (1.0 + Square(points, v, tail));
        }
        EXPECT_NEAR(forces[k * kCount + v], expected, 1e-7);
      }
    }
  }
}

TEST(AttractionTest, SumsOverTheEdgesInBothDirections) {
  const WeightedGraph graph = Graph();
  const std::vector<float> values = Points(2);
  const RowsView points(values.data(), 2, kCount);
  DivergenceSums expected;
  for (size_t v = 0; v < kCount; ++v) {
    for (size_t e = graph.offsets[v]; e < graph.offsets[v + 1]; ++e) {
      expected.Add(graph.weights[e],
                   1.0 / (1.0 + Square(points, v, graph.tails[e])));
    }
  }
  ThreadPool pool(1);
  const DivergenceSums sums = SumOverEdges(graph, points, pool);
  EXPECT_NEAR(sums.p, expected.p, 1e-9);
  EXPECT_NEAR(sums.q, expected.q, 1e-6);
  EXPECT_NEAR(sums.log_ratios, expected.log_ratios, 1e-9);
}

TEST(AttractionTest, IsTheSameForAnyThreads) {
  const WeightedGraph graph = Graph();
  const std::vector<float> values = Points(2);
  const RowsView points(values.data(), 2, kCount);
  std::vector<float> with_one(values.size()), with_three(values.size());
  ThreadPool one(1), three(3);
  Attract(graph, points, one, with_one.data());
  Attract(graph, points, three, with_three.data());
  EXPECT_EQ(with_one, with_three);
  EXPECT_EQ(SumOverEdges(graph, points, one).log_ratios,
            SumOverEdges(graph, points, three).log_ratios);
}

}  // namespace
}  // namespace feluda
