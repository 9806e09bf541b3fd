#include "lib/operators/dimension_reduction/umap/edge_rounds.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <set>
#include <utility>

#include "gtest/gtest.h"
#include "lib/operators/dimension_reduction/umap/made_up_graphs.h"

namespace feluda {
namespace {

std::vector<uint32_t> OwnNames(size_t vertices) {
  std::vector<uint32_t> names(vertices);
  std::iota(names.begin(), names.end(), 0u);
  return names;
}

EdgeRounds RoundsOf(const WeightedGraph& graph) {
  return EdgeRounds(graph, OwnNames(graph.Vertices()));
}

// Expects every edge once, and no vertex twice in a round.
void ExpectSound(const EdgeRounds& rounds, size_t edges) {
  std::set<std::pair<int32_t, int32_t>> seen;
  for (size_t r = 0; r < rounds.Rounds(); ++r) {
    std::set<int32_t> ends;
    for (size_t e = rounds.Begin(r); e < rounds.Begin(r + 1); ++e) {
      const auto ordered = std::minmax(rounds.heads()[e], rounds.tails()[e]);
      EXPECT_TRUE(seen.insert(ordered).second);
      EXPECT_TRUE(ends.insert(rounds.heads()[e]).second);
      EXPECT_TRUE(ends.insert(rounds.tails()[e]).second);
    }
  }
  EXPECT_EQ(seen.size(), edges);
}

TEST(EdgeRoundsTest, EdgesOfARoundShareNoVertex) {
  const EdgeRounds rounds = RoundsOf(MakeRing(501, 4));
  ExpectSound(rounds, 2004);
  EXPECT_LE(rounds.Rounds(), 15u);
}

TEST(EdgeRoundsTest, AVertexInEveryEdgeHasARoundForEach) {
  for (uint32_t vertices : {64u, 65u, 66u, 300u}) {
    const EdgeRounds rounds = RoundsOf(MakeStar(vertices));
    ExpectSound(rounds, vertices - 1);
    EXPECT_EQ(rounds.Rounds(), vertices - 1);
  }
}

// Ten vertices are connected to all others, so far more than 64 colours are
// needed.
TEST(EdgeRoundsTest, BusyVerticesTakeTurns) {
  std::vector<MadeUpEdge> edges;
  for (uint32_t hub = 0; hub < 10; ++hub) {
    for (uint32_t v = hub + 1; v < 400; ++v) edges.push_back({hub, v});
  }
  const EdgeRounds rounds = RoundsOf(MakeGraph(400, edges));
  ExpectSound(rounds, edges.size());
  EXPECT_LE(rounds.Rounds(), 800u);
}

TEST(EdgeRoundsTest, RatesAreSharesOfTheHeaviest) {
  const EdgeRounds rounds =
      EdgeRounds(MakeGraph(3, {{0, 1, 0.5f}, {1, 2, 0.125f}}), {7, 8, 9});
  ASSERT_EQ(rounds.heads().size(), 2u);
  for (size_t e = 0; e < 2; ++e) {
    EXPECT_EQ(rounds.tails()[e], rounds.heads()[e] + 1);
    EXPECT_EQ(rounds.rates()[e],
              rounds.heads()[e] == 7 ? 0xffffffffu : 0x40000000u);
  }
}

TEST(EdgeRoundsTest, NoEdgesNoRounds) {
  EXPECT_EQ(RoundsOf(MakeGraph(3, {})).Rounds(), 0u);
}

}  // namespace
}  // namespace feluda
