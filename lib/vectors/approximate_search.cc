#include "lib/vectors/approximate_search.h"

#include <algorithm>
#include <vector>

// Its own distances are those of the compiler's vectors, not of the machine's;
// ours are used instead.
#define NO_MANUAL_VECTORIZATION
#include "hnswlib/hnswlib.h"
#include "lib/vectors/products.h"

namespace feluda {
namespace {

// The graph's links a row, and the candidates looked at for each row put in and
// searched for: hnswlib's M, ef_construction and ef.
constexpr size_t kLinks = 24;
constexpr size_t kBuildCandidates = 200;
constexpr size_t kSearchCandidates = 200;
constexpr size_t kGrain = 64;

// hnswlib copies what it is given into its graph: here the row's number, so
// that the rows themselves are not held twice.
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
  // The row finds itself as well, as a rule.
  auto queue = graph.searchKnn(&row, keep + 1);
  std::vector<ClosestRows::Entry> candidates;
  for (; !queue.empty(); queue.pop()) {
    const auto& [distance, label] = queue.top();
    if (label == row) continue;
    candidates.push_back({static_cast<uint32_t>(label), distance});
  }
  return candidates;
}

// Of all other rows: among many duplicates the graph may lead nowhere.
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
// hnswlib takes the locks of rows in any order, which could block several
// threads that add rows; here one does.
extern "C" const char* __tsan_default_suppressions() {
  return "deadlock:hnswlib\n";
}
#endif
