// Dimension reduction of embeddings by t-SNE and UMAP, to two and three
// dimensions, on Feluda's inputs; and how the cost grows, with the search for
// neighbours and without it.

#include "lib/operators/dimension_reduction/dimension_reduction.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "lib/base/embeddings.h"
#include "lib/base/facts.h"
#include "lib/base/thread_pool.h"
#include "lib/data/embedding_collections.h"
#include "lib/data/embedding_generator.h"
#include "lib/fixture/operator_benchmark.h"
#include "lib/operators/dimension_reduction/tsne/tsne.h"
#include "lib/operators/dimension_reduction/umap/umap.h"
#include "lib/operators/operator.h"
#include "lib/vectors/neighbors/nearest_neighbors.h"
#include "lib/vectors/rows_view.h"

namespace feluda {
namespace {

using Method = DimensionReduction::Method;

constexpr int kLargeRows[] = {5000, 10000, 20000, 50000};

// Feluda's inputs, by the names that its benchmarks have for them.
std::vector<EmbeddingCollection> Inputs() {
  return {{"small_500x512", 500},
          {"medium_2000x512", 2000},
          {"large_5000x512", 5000},
          {"xlarge_10000x512", 10000}};
}

// Rows, and the neighbours that a method searches for.
struct SearchedRows {
  Embeddings embeddings;
  Neighbors neighbors;
};

RowsView ViewOf(const Embeddings& embeddings) {
  return {embeddings.values.data(), embeddings.Rows(), embeddings.dimension};
}

// A method with its defaults, on neighbours that were searched for before. It
// copies them, since a method consumes its neighbours; the copy is measured
// too.
class ReductionOfNeighbors final
    : public Operator<SearchedRows, ReducedEmbeddings> {
 public:
  struct Config {
    Method method = Method::kTsne;
  };

  static absl::StatusOr<std::unique_ptr<ReductionOfNeighbors>> Create(
      const Config& config) {
    return std::unique_ptr<ReductionOfNeighbors>(
        new ReductionOfNeighbors(config.method));
  }

  static NeighborOptions Search(Method method, size_t rows) {
    return method == Method::kTsne ? TsneNeighbors(rows, TsneOptions())
                                   : UmapNeighbors(rows, UmapOptions());
  }

  absl::StatusOr<ReducedEmbeddings> Run(const SearchedRows& input) override {
    ThreadPool pool(/*threads=*/1);
    const RowsView rows = ViewOf(input.embeddings);
    ReducedEmbeddings reduced;
    reduced.embeddings.dimension = 2;
    reduced.embeddings.values =
        method_ == Method::kTsne
            ? Tsne(rows, input.neighbors, TsneOptions(), pool).embedding
            : Umap(rows, input.neighbors, UmapOptions(), pool).embedding;
    return reduced;
  }

  void Cleanup() override {}
  Facts State() const override { return {{"method", MethodName(method_)}}; }

 private:
  explicit ReductionOfNeighbors(Method method) : method_(method) {}

  Method method_;
};

using Benchmark = OperatorBenchmark<DimensionReduction>;
using SearchedBenchmark = OperatorBenchmark<ReductionOfNeighbors>;

template <typename Input>
void Describe(Method method, const EmbeddingCollection& collection,
              Input& input) {
  input.description = absl::StrCat(collection.name, " - ", MethodName(method));
  input.facts["method"] = MethodName(method);
  input.facts["n_features"] = static_cast<double>(collection.dimension);
  input.facts["n_samples"] = static_cast<double>(collection.rows);
  input.size = {static_cast<double>(collection.rows), "rows"};
}

absl::StatusOr<Benchmark::Input> MakeInput(
    Method method, const EmbeddingCollection& collection) {
  absl::StatusOr<Embeddings> generated = Generate(collection);
  if (!generated.ok()) return generated.status();
  Benchmark::Input input;
  input.value = *std::move(generated);
  Describe(method, collection, input);
  return input;
}

absl::StatusOr<Benchmark::Input> MakeTopicsInput(Method method, size_t rows) {
  absl::StatusOr<Embeddings> generated = GenerateEmbeddingsOfTopics(rows);
  if (!generated.ok()) return generated.status();
  EmbeddingCollection collection = PlainCollection(rows);
  collection.name = absl::StrCat("topics_", rows, "x", collection.dimension);
  Benchmark::Input input;
  input.value = *std::move(generated);
  Describe(method, collection, input);
  return input;
}

absl::StatusOr<SearchedBenchmark::Input> MakeSearchedInput(
    Method method, const EmbeddingCollection& collection) {
  absl::StatusOr<Embeddings> generated = Generate(collection);
  if (!generated.ok()) return generated.status();
  ThreadPool pool(/*threads=*/0);
  SearchedBenchmark::Input input;
  input.value.embeddings = *std::move(generated);
  const RowsView rows = ViewOf(input.value.embeddings);
  input.value.neighbors = FindNeighbors(
      rows, ReductionOfNeighbors::Search(method, rows.count), pool);
  Describe(method, collection, input);
  return input;
}

TypicalTimes LargeRowsIn(absl::Duration of_5000, absl::Duration of_10000,
                         absl::Duration of_20000, absl::Duration of_50000) {
  return {
      {5000, of_5000}, {10000, of_10000}, {20000, of_20000}, {50000, of_50000}};
}

// Twice the CPU time that was measured at 5000 and 20,000 rows, once for time
// and once for memory, and what the exponent between these makes of 50,000. The
// layout of t-SNE in three dimensions takes twice as long.
TypicalTimes TypicalTimesOf(Method method, int n_components) {
  if (method == Method::kUmap) {
    return LargeRowsIn(absl::Seconds(1), absl::Seconds(3), absl::Seconds(7),
                       absl::Seconds(30));
  }
  const int factor = n_components == 3 ? 2 : 1;
  return LargeRowsIn(factor * absl::Seconds(4), factor * absl::Seconds(9),
                     factor * absl::Seconds(23), factor * absl::Seconds(80));
}

// The fits of docs/peers.md twice, and the search once.
TypicalTimes TypicalTimesOfNeighbors(Method method) {
  if (method == Method::kUmap) {
    return LargeRowsIn(absl::Seconds(1), absl::Seconds(2), absl::Seconds(4),
                       absl::Seconds(15));
  }
  return LargeRowsIn(absl::Seconds(4), absl::Seconds(8), absl::Seconds(19),
                     absl::Seconds(60));
}

// Twice the CPU time that was measured, once for time and once for memory.
TypicalTimes TypicalTimesOfTopics(Method method) {
  if (method == Method::kUmap) {
    return {{20000, absl::Seconds(5)},
            {50000, absl::Seconds(14)},
            {100000, absl::Seconds(30)}};
  }
  return {{20000, absl::Seconds(25)},
          {50000, absl::Seconds(70)},
          {100000, absl::Seconds(160)}};
}

Benchmark ForMethod(Method method, int n_components, const std::string& input) {
  Benchmark benchmark;
  benchmark.name =
      absl::StrCat("dimension_reduction_", MethodName(method), "/", input);
  if (n_components != 2) {
    absl::StrAppend(&benchmark.name, "_", n_components, "d");
  }
  benchmark.config.method = method;
  benchmark.config.n_components = n_components;
  return benchmark;
}

void RegisterCollection(Method method, int n_components,
                        const EmbeddingCollection& collection) {
  Benchmark benchmark = ForMethod(method, n_components, collection.name);
  benchmark.make_input = [=] { return MakeInput(method, collection); };
  Register(benchmark)->Unit(benchmark::kMillisecond);
}

// How the cost grows with the number of rows.
void RegisterRows(Benchmark benchmark, absl::Span<const int> sizes) {
  const Method method = benchmark.config.method;
  benchmark.make_sized_input = [=](int64_t rows) {
    return MakeInput(method, PlainCollection(rows));
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int rows : sizes) family->Arg(rows);
  family->Complexity();
}

// How the cost grows without the search for neighbours, which compares all
// pairs of rows and so hides the rest.
void RegisterRowsOfNeighbors(Method method) {
  SearchedBenchmark benchmark;
  benchmark.name = absl::StrCat("dimension_reduction_", MethodName(method),
                                "_of_neighbors/large_rows");
  benchmark.manual = true;
  benchmark.typical_times = TypicalTimesOfNeighbors(method);
  benchmark.config.method = method;
  benchmark.make_sized_input = [=](int64_t rows) {
    return MakeSearchedInput(method, PlainCollection(rows));
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int rows : kLargeRows) family->Arg(rows);
  family->Complexity();
}

// How the cost grows with rows that are like embeddings of networks, so many of
// them that comparing all pairs would be most of it.
void RegisterLargeTopics(Method method) {
  Benchmark benchmark =
      ForMethod(method, /*n_components=*/2, "large_topics_rows");
  benchmark.manual = true;
  benchmark.typical_times = TypicalTimesOfTopics(method);
  benchmark.make_sized_input = [=](int64_t rows) {
    return MakeTopicsInput(method, rows);
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int rows : {20000, 50000, 100000}) family->Arg(rows);
  family->Complexity();
}

// How the cost grows with the dimension of the rows.
void RegisterDimensions(Method method) {
  Benchmark benchmark = ForMethod(method, /*n_components=*/2, "dimension");
  benchmark.make_sized_input = [=](int64_t dimension) {
    return MakeInput(method, PlainCollection(1000, dimension));
  };
  auto* family = Register(benchmark)->Unit(benchmark::kMillisecond);
  for (int dimension : {128, 512, 2048}) family->Arg(dimension);
  family->Complexity();
}

const bool registered = [] {
  for (Method method : {Method::kTsne, Method::kUmap}) {
    for (int n_components : {2, 3}) {
      for (const EmbeddingCollection& input : Inputs()) {
        RegisterCollection(method, n_components, input);
      }
      Benchmark large_rows = ForMethod(method, n_components, "large_rows");
      large_rows.manual = true;
      large_rows.typical_times = TypicalTimesOf(method, n_components);
      RegisterRows(std::move(large_rows), kLargeRows);
    }
    RegisterRowsOfNeighbors(method);
    RegisterLargeTopics(method);
    RegisterRows(ForMethod(method, /*n_components=*/2, "rows"),
                 {250, 500, 1000, 2000});
    RegisterDimensions(method);
  }
  return true;
}();

}  // namespace
}  // namespace feluda
