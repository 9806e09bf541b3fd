#include "lib/vectors/approximate_search.h"

#include <algorithm>
#include <vector>

// hnswlib's own distances use the vectors that the compiler was told of, not
// those of the machine; ours are used instead.
#define NO_MANUAL_VECTORIZATION
#include "hnswlib/hnswlib.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

// The links of a row in the graph, and the candidates that adding a row and
// searching for one look at: hnswlib's M, ef_construction and ef.
constexpr size_t kLinks = 24;
constexpr size_t kBuildCandidates = 200;
constexpr size_t kSearchCandidates = 200;
constexpr size_t kGrain = 64;

// hnswlib copies its data into the graph. It is given the row's number, so that
// the rows themselves are not held twice.
using RowNumber = uint32_t;

float Euclidean(const void* a, const void* b, const void* rows) {
  const RowsView& view = *static_cast<const RowsView*>(rows);
  return QuickSquaredDistance(view[*static_cast<const RowNumber*>(a)],
                              view[*static_cast<const RowNumber*>(b)],
                              view.dimension);
}

float Cosine(const void* a, const void* b, const void* rows) {
  const RowsView& view = *static_cast<const RowsView*>(rows);
  return 1.0f - DotProduct(view[*static_cast<const RowNumber*>(a)],
                           view[*static_cast<const RowNumber*>(b)],
                           view.dimension);
}

class RowsSpace final : public hnswlib::SpaceInterface<float> {
 public:
  RowsSpace(const RowsView& rows, Metric metric)
      : rows_(rows), metric_(metric) {}

  size_t get_data_size() override { return sizeof(RowNumber); }
  hnswlib::DISTFUNC<float> get_dist_func() override {
    return metric_ == Metric::kCosine ? Cosine : Euclidean;
  }
  void* get_dist_func_param() override { return &rows_; }

 private:
  RowsView rows_;
  const Metric metric_;
};

using Graph = hnswlib::HierarchicalNSW<float>;

std::vector<ClosestRows::Entry> Candidates(const Graph& graph, RowNumber row,
                                           size_t keep) {
  // The row usually finds itself as well.
  auto queue = graph.searchKnn(&row, keep + 1);
  std::vector<ClosestRows::Entry> candidates;
  for (; !queue.empty(); queue.pop()) {
    const auto& [distance, label] = queue.top();
    if (label == row) continue;
    candidates.push_back({static_cast<uint32_t>(label), distance});
  }
  return candidates;
}

// Compares all other rows: among many duplicates the graph may lead nowhere.
std::vector<ClosestRows::Entry> Scan(RowsSpace& space, const RowsView& rows,
                                     RowNumber row, size_t keep) {
  const auto distance = space.get_dist_func();
  std::vector<ClosestRows::Entry> entries(2 * keep);
  ClosestRows closest(entries.data(), keep);
  for (RowNumber other = 0; other < rows.count; ++other) {
    if (other == row) continue;
    const float d = distance(&row, &other, space.get_dist_func_param());
    if (d <= closest.bound()) closest.Add(other, d);
  }
  const auto sorted = closest.Sorted();
  return {sorted.begin(), sorted.end()};
}

}  // namespace

void SearchApproximately(
    const RowsView& rows, Metric metric, size_t keep, ThreadPool& pool,
    absl::FunctionRef<void(size_t row,
                           absl::Span<const ClosestRows::Entry> candidates)>
        take) {
  RowsSpace space(rows, metric);
  Graph graph(&space, rows.count, kLinks, kBuildCandidates);
  for (RowNumber row = 0; row < rows.count; ++row) graph.addPoint(&row, row);
  graph.setEf(std::max(kSearchCandidates, 2 * keep));
  pool.ParallelFor(rows.count, kGrain, [&](size_t begin, size_t end) {
    for (size_t row = begin; row < end; ++row) {
      const RowNumber number = static_cast<RowNumber>(row);
      auto candidates = Candidates(graph, number, keep);
      if (candidates.size() < keep)
        candidates = Scan(space, rows, number, keep);
      take(row, candidates);
    }
  });
}

}  // namespace feluda

#if defined(__SANITIZE_THREAD__)
// hnswlib locks rows in any order, which could deadlock if several threads
// added rows; here only one does.
extern "C" const char* __tsan_default_suppressions() {
  return "deadlock:hnswlib\n";
}
#endif
